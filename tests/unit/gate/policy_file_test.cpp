#include "aurora/gate/policy.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {
namespace {

void expect_error(std::string_view yaml, int line, std::string_view part) {
  const auto policy = parse_policy(yaml, "");
  ASSERT_FALSE(policy) << yaml;
  EXPECT_EQ(policy.error().code, base::ErrorCode::invalid_input);
  EXPECT_EQ(policy.error().path, ".aurora/policy.yml");
  EXPECT_EQ(policy.error().line, line) << policy.error().message;
  EXPECT_NE(policy.error().message.find(part), std::string::npos) << policy.error().message;
}

} // namespace

TEST(ParsePolicy, takes_the_defaults_from_empty_files) {
  const auto policy = parse_policy("", "# nothing\n");
  ASSERT_TRUE(policy) << policy.error().message;
  EXPECT_EQ(policy->max_changed_lines, 40);
  EXPECT_EQ(policy->max_files, 2);
}

TEST(ParsePolicy, reads_every_key) {
  const auto policy =
      parse_policy("schema: aurora.policy/1\nmax_changed_lines: 10\nmax_files: 1\nmax_size_change: 0.25\n"
                   "test_files: [checks/**]\nprotected_files:\n  - a\nallow_test_edits: true\n"
                   "allowed_rules: [goto]\n",
                   "protected_files:\n  - src/crypto/**\n");
  ASSERT_TRUE(policy) << policy.error().message;
  EXPECT_EQ(policy->max_changed_lines, 10);
  EXPECT_EQ(policy->max_files, 1);
  EXPECT_EQ(policy->max_size_change, 0.25);
  EXPECT_EQ(policy->test_files, std::vector<std::string>{"checks/**"});
  EXPECT_EQ(policy->protected_files, (std::vector<std::string>{"a", "src/crypto/**"}));
  EXPECT_TRUE(policy->allow_test_edits);
  EXPECT_EQ(policy->allowed_rules, std::vector<std::string>{"goto"});
}

TEST(ParsePolicy, takes_a_plain_list_of_protected_files) {
  const auto policy = parse_policy("", "- a\n- b/**\n");
  ASSERT_TRUE(policy) << policy.error().message;
  EXPECT_EQ(policy->protected_files, (std::vector<std::string>{"a", "b/**"}));
}

TEST(ParsePolicy, names_the_line_and_a_near_miss_of_an_unknown_key) {
  expect_error("max_files: 1\nmax_changed_line: 3\n", 2, "did you mean \"max_changed_lines\"");
  expect_error("allowed_rules:\n  - gotos\n", 2, "did you mean \"goto\"");
}

TEST(ParsePolicy, names_the_line_of_a_wrong_type) {
  expect_error("\nmax_files: many\n", 2, "whole number");
  expect_error("max_files: 0\n", 1, "at least 1");
  expect_error("max_size_change: .nan\n", 1, "between");
  expect_error("test_files: a\n", 1, "list");
  expect_error("max_files: 1\nmax_files: 2\n", 2, "twice");
  expect_error("- a\n", 1, "key: value");
}

TEST(ParsePolicy, refuses_anchors_aliases_and_depth) {
  expect_error("test_files: &a [x]\n", 1, "anchors");
  expect_error("test_files: *a\n", 1, "");
  EXPECT_FALSE(parse_policy(std::string(100'000, '['), ""));
  EXPECT_FALSE(parse_policy(std::string(300'000, ' '), ""));
  expect_error("test_files: [[[[[a]]]]]\n", 1, "deeply");
}

TEST(ParsePolicy, refuses_a_newer_schema_and_broken_yaml) {
  expect_error("schema: aurora.policy/2\n", 1, "aurora.policy/2");
  expect_error("max_files: [1\n", 2, "YAML");
}

} // namespace aurora::gate
