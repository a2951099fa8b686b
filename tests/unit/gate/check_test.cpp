#include "unit/gate/change.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {
namespace {

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "int v" + std::to_string(i) + ";\n";
  return text;
}

} // namespace

TEST(Check, lets_a_small_plain_fix_pass) {
  EXPECT_TRUE(rules_for("src/a.cpp", "int fixed = 1;\n").empty());
}

TEST(Check, allows_exactly_forty_changed_lines_and_refuses_one_more) {
  EXPECT_FALSE(has_rule(rules_for("src/a.cpp", lines(40)), "max-changed-lines"));
  EXPECT_TRUE(has_rule(rules_for("src/a.cpp", lines(41)), "max-changed-lines"));
}

TEST(Check, refuses_a_third_file) {
  model::Patch patch;
  for (const auto* name : {"a.cpp", "b.cpp", "c.cpp"})
    patch.changes.push_back({name, "1\n", "2\n"});
  const auto findings = check({}, patch, Author::person);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "max-files");
  EXPECT_TRUE(refused(findings));
}

TEST(Check, refuses_to_halve_a_large_file_but_exempts_small_ones) {
  const std::string large(4000, 'x');
  const auto findings = check({}, change("src/a.cpp", large, "x"), Author::person);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].rule, "size-change");
  EXPECT_TRUE(check({}, change("src/a.cpp", "int a;\nint b;\n", "int a;\n"), Author::person).empty());
}

TEST(Check, refuses_protected_files_for_everybody) {
  Policy policy;
  policy.protected_files = {"src/crypto/**"};
  const auto findings = check(policy, change("src/crypto/aes.cpp", "a\n", "b\n"), Author::person);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "protected-file");
}

TEST(Check, locks_tests_for_a_heal_and_an_agent_but_not_for_a_person) {
  const auto patch = change("tests/a_test.cpp", "int a;\n", "int b;\n");
  EXPECT_TRUE(refused(check({}, patch, Author::heal)));
  EXPECT_TRUE(refused(check({}, patch, Author::agent)));
  EXPECT_FALSE(refused(check({}, patch, Author::person)));
}

TEST(Check, names_the_option_that_unlocks_a_test_and_nothing_else) {
  for (const auto& [path, told] :
       {std::pair{"tests/a_test.cpp", true}, {".github/workflows/ci.yml", false}}) {
    const auto findings = check({}, change(path, "a\n", "b\n"), Author::heal);
    ASSERT_FALSE(findings.empty()) << path;
    EXPECT_EQ(findings[0].message.find("ALLOW_TEST_EDITS") != std::string::npos, told) << findings[0].message;
  }
}

TEST(Check, locks_a_file_that_becomes_a_guard_file_by_the_change) {
  model::Patch patch;
  patch.changes = {{".github/workflows/ci.yml", std::nullopt, "on: push\n"}};
  EXPECT_TRUE(refused(check({}, patch, Author::heal)));
}

TEST(Check, leaves_out_a_rule_that_the_team_switched_off) {
  Policy policy;
  policy.allowed_rules = {"process-execution"};
  const auto patch = change("src/a.cpp", "int a;\n", "int a = std::system(\"ls\");\n");
  EXPECT_TRUE(check(policy, patch, Author::heal).empty());
  EXPECT_FALSE(check({}, patch, Author::heal).empty());
}

TEST(Check, only_says_of_a_binary_file_that_nothing_looked_into_it) {
  const auto findings =
      check({}, change("logo.png", std::string("a\0b", 3), std::string("a\0c", 3)), Author::heal);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "binary-file");
}

TEST(Check, orders_findings_by_file_and_line) {
  model::Patch patch;
  patch.changes = {{"b.cpp", "", "goto x;\n"}, {"a.cpp", "", "int a;\ngoto y;\ngoto x;\n"}};
  const auto findings = check({}, patch, Author::heal);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].file, "a.cpp");
  EXPECT_EQ(findings[0].line, 2);
  EXPECT_EQ(findings[2].file, "b.cpp");
}

} // namespace aurora::gate
