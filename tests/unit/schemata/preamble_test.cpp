#include "aurora/schemata/preamble.hpp"

#include <gtest/gtest.h>

namespace aurora::schemata {
namespace {

/// What stands behind the preamble.
std::string rest_of(std::string_view text) {
  const auto end = preamble_end(text);
  return end ? std::string(text.substr(*end)) : "inside";
}

TEST(Preamble, ends_behind_the_last_directive) {
  EXPECT_EQ(rest_of("#include <a>\n\n#define B \\\n  1\n\nint c;\n#include <d>\n"), "int c;\n#include <d>\n");
  EXPECT_EQ(rest_of("int c;\n#include <d>\n"), "int c;\n#include <d>\n");
}

TEST(Preamble, takes_in_comments_but_for_those_of_what_follows) {
  EXPECT_EQ(rest_of("/* x\n#if */ // y\n#include <a>\n// c\n/* d */ int c;\n"), "// c\n/* d */ int c;\n");
}

TEST(Preamble, is_none_inside_of_a_condition) {
  EXPECT_EQ(rest_of("#ifndef A\n#include <a>\nint c;\n#endif\n"), "inside");
  EXPECT_EQ(rest_of("# if A\n#include <a>\n#endif\nint c;\n"), "int c;\n");
}

} // namespace
} // namespace aurora::schemata
