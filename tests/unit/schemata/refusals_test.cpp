#include "aurora/schemata/refusals.hpp"

#include <gtest/gtest.h>

#include "aurora/schemata/render.hpp"

namespace aurora::schemata {
namespace {

std::set<int> refused(const std::string& text) {
  ParsedUnit unparsed;
  return refused_candidates({"/", "/nowhere/a.c", {"gcc", "-std=c11", "-c", "/nowhere/a.c"}}, "/nowhere/a.c",
                            {text, 0, {}}, unparsed);
}

TEST(Refusals, name_the_candidates_whose_lines_are_wrong) {
  EXPECT_EQ(
      refused(
          "int f(int a) {\n#line 1000000003\n  a = b;\n#line 1000000004\n  a = 1;\n#line 2\n  return a; }"),
      std::set<int>({3}));
}

TEST(Refusals, blame_nobody_for_the_rest) {
  EXPECT_TRUE(refused("int f(int a) { return b; }").empty());
  EXPECT_TRUE(refused("int f(int a) {\n#line 1000000003\n  a = 1;\n#line 2\n  return a; }").empty());
}

} // namespace
} // namespace aurora::schemata
