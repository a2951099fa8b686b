#include "aurora/schemata/refusals.hpp"

#include <gtest/gtest.h>

#include "aurora/schemata/render.hpp"

namespace aurora::schemata {
namespace {

std::set<int> refused(const std::string& text) {
  ParsedUnit unparsed;
  return refused_candidates({"/", "/nowhere/a.c", {"gcc", "-std=c11", "-c", "/nowhere/a.c"}},
                            {{"/nowhere/a.c", {text, 0, {}}}}, unparsed);
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

TEST(Refusals, are_found_in_all_headers_of_a_unit_at_once) {
  const CompileCommand command{"/", "/nowhere/a.c", {"gcc", "-std=c11", "-c", "/nowhere/a.c"}};
  const auto header = [](const std::string& name, int id) {
    return ReplacedFile{"/nowhere/" + name + ".h",
                        {"static inline int " + name + "(int a) {\n#line " + std::to_string(1000000000 + id) +
                             "\n  a = b;\n#line 2\n  return a; }\n",
                         0,
                         {}}};
  };
  const ReplacedFile unit{command.file,
                          {"#include \"x.h\"\n#include \"y.h\"\nint f(int a) { return x(y(a)); }\n", 0, {}}};
  ParsedUnit unparsed;
  EXPECT_EQ(refused_candidates(command, {unit, header("x", 3), header("y", 7)}, unparsed),
            std::set<int>({3, 7}));
}

/// Each look is at a unit that was parsed with its original text.
TEST(Refusals, are_found_again_and_again_in_a_kept_unit) {
  const CompileCommand command{"/", "/nowhere/a.c", {"gcc", "-std=c11", "-c", "/nowhere/a.c"}};
  const std::string head = "#pragma GCC system_header\n#include <stddef.h>\n#line 1 \"a.c\"\n";
  const std::string directives = "#include <limits.h>\n#include <stdlib.h>\n\n";
  auto parsed = parse({command, {command.file}, directives + "int f(int a) { return a; }\n"});
  ASSERT_TRUE(parsed) << parsed.error().message;
  const auto look = [&](const std::string& statement) {
    const auto text =
        directives + "int f(int a) {\n#line 1000000003\n" + statement + "\n#line 4\nreturn a; }\n";
    return refused_candidates(command, {{command.file, {head + text, head.size(), {}}}}, parsed->unit);
  };
  EXPECT_EQ(look("a = b;"), std::set<int>({3}));
  EXPECT_TRUE(look("a = abs(INT_MAX) + (int)(size_t)1;").empty());
  EXPECT_EQ(look("a = nothing(;"), std::set<int>({3}));
  EXPECT_NE(parsed->unit, nullptr);
}

} // namespace
} // namespace aurora::schemata
