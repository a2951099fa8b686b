#include "aurora/playbook/pattern.hpp"

#include <gtest/gtest.h>

#include "unit/playbook/healings.hpp"

namespace aurora::playbook {
namespace {

std::optional<Pattern> pattern_of(const std::string& before, const std::string& after) {
  Edit edit;
  edit.file = "a.cpp";
  edit.above = "void f() {";
  if (!before.empty())
    edit.before = {before};
  edit.after = {after};
  return generalize(edit);
}

} // namespace

TEST(Pattern, has_holes_for_names_and_keeps_calls_numbers_and_operators) {
  const auto pattern = pattern_of("  return time >= m_from && limit(time) <= m_to + 1;",
                                  "  return time >= m_from && limit(time) < m_to + 1;");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->before, "return ${1} >= ${2} && limit(${1}) <= ${3} + 1;");
  EXPECT_EQ(pattern->after, "return ${1} >= ${2} && limit(${1}) < ${3} + 1;");
}

TEST(Pattern, fits_the_same_shape_with_other_names) {
  const auto pattern = pattern_of("  for (int i = 0; i <= n; ++i)", "  for (int i = 0; i < n; ++i)");
  ASSERT_TRUE(pattern);
  const std::string code = "int g(int size) {\n  for (int k = 0; k <= size; ++k)\n    use(k);\n}\n";
  const auto found = fits(*pattern, code, 2);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "for (int k = 0; k < size; ++k)");
  EXPECT_EQ(code.substr(found[0].begin, found[0].end - found[0].begin), "for (int k = 0; k <= size; ++k)");
  EXPECT_TRUE(fits(*pattern, code, 1).empty()) << "only what begins on the line";
}

TEST(Pattern, does_not_fit_when_one_hole_would_be_two_names) {
  const auto pattern = pattern_of("  for (int i = 0; i <= n; ++i)", "  for (int i = 0; i < n; ++i)");
  EXPECT_TRUE(fits(*pattern, "  for (int i = 0; j <= n; ++i)\n", 1).empty());
}

TEST(Pattern, is_not_made_of_what_would_fit_everywhere) {
  EXPECT_FALSE(pattern_of("  x;", "  y;"));
  EXPECT_FALSE(pattern_of("  return a <= b;", "")) << "a deletion says nothing about what belongs there";
}

TEST(Pattern, of_a_missing_line_begins_with_the_line_above) {
  Edit edit;
  edit.above = "  file << table.text();";
  edit.after = {"  file.flush();"};
  const auto pattern = generalize(edit);
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->before, "${1} << ${2}.text();");
  EXPECT_EQ(pattern->after, "${1} << ${2}.text();\n  ${1}.flush();");
}

TEST(Pattern, survives_any_text) {
  const Pattern hostile{"${", "${1} ${999999999999} ${"};
  EXPECT_TRUE(fits(hostile, "", 1).empty());
  EXPECT_TRUE(fits(hostile, "int a;\n", 7).empty());
  (void)fits({"${1} ${1}", "${2}"}, "a a\n", 1);
}

} // namespace aurora::playbook
