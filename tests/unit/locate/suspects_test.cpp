#include "aurora/locate/suspects.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::locate {

using model::Category;
using ::testing::HasSubstr;

const std::map<std::string, std::string> k_sources = {
    {"src/ledger.cpp", "int helper(int x) {\n  return x + 2;\n}\nint total(int x) {\n  return helper(x);\n}\n"
                       "int unrelated() {\n  return 1;\n}\n"},
    {"tests/ledger_test.cpp",
     "TEST(Ledger, adds) {\n  const int sum = total(3);\n  EXPECT_EQ(sum, 4);\n}\n"}};

model::Cluster cluster_of(model::Event event) {
  model::Cluster cluster;
  cluster.category = event.category;
  cluster.events = {std::move(event)};
  return cluster;
}

model::Event assertion_event(const std::string& assertion) {
  model::Event event;
  event.category = Category::assertion;
  event.assertion = assertion;
  event.file = "tests/ledger_test.cpp";
  event.line = 3;
  return event;
}

LocateInput with_sources() {
  LocateInput input;
  input.sources = k_sources;
  return input;
}

double score_of(const std::vector<model::Suspect>& found, int line,
                const std::string& file = "src/ledger.cpp") {
  const auto at =
      std::ranges::find_if(found, [&](const auto& item) { return item.file == file && item.line == line; });
  return at == found.end() ? 0 : at->score;
}

TEST(Suspects, of_an_assertion_are_the_functions_it_calls_and_their_callees) {
  const auto found = suspects(cluster_of(assertion_event("EXPECT_EQ(total(3), 4)")), with_sources());
  ASSERT_FALSE(found.empty());
  EXPECT_GT(score_of(found, 5), score_of(found, 2));
  EXPECT_GT(score_of(found, 2), 0);
  EXPECT_EQ(score_of(found, 8), 0);
  EXPECT_THAT(found[0].reason, HasSubstr("calls total"));
}

TEST(Suspects, of_an_assertion_on_a_variable_come_from_the_tests_body) {
  const auto found = suspects(cluster_of(assertion_event("EXPECT_EQ(sum, 4)")), with_sources());
  EXPECT_GT(score_of(found, 5), 0);
  for (const auto& item : found)
    EXPECT_EQ(item.file, "src/ledger.cpp");
}

TEST(Suspects, of_a_crash_follow_the_trace_and_skip_tests) {
  model::Event event;
  event.category = Category::crash;
  event.frames = {{"memcpy", "x.c", 1, "", false},
                  {"helper", "src/ledger.cpp", 2, "", true},
                  {"total", "src/ledger.cpp", 5, "", true},
                  {"TestBody", "tests/ledger_test.cpp", 2, "", true}};
  const auto found = suspects(cluster_of(event), with_sources());
  ASSERT_GE(found.size(), 2U);
  EXPECT_EQ(found[0].line, 2);
  EXPECT_EQ(found[1].line, 5);
  EXPECT_EQ(score_of(found, 2, "tests/ledger_test.cpp"), 0);
}

TEST(Suspects, of_a_crash_without_a_trace_are_what_the_named_test_calls) {
  model::Event event;
  event.category = Category::crash;
  event.test_id = "ledger_test::Ledger.adds";
  event.file = "tests/CMakeLists.txt";
  event.line = 7;
  const auto found = suspects(cluster_of(event), with_sources());
  EXPECT_GT(score_of(found, 5), 0);
  EXPECT_EQ(score_of(found, 8), 0);
  event.test_id = "ledger_test::Ledger.subtracts";
  EXPECT_TRUE(suspects(cluster_of(event), with_sources()).empty());
}

TEST(Suspects, of_a_build_error_are_the_compilers_place_also_in_tests) {
  model::Event event;
  event.suite = "build";
  event.category = Category::build;
  event.file = "tests/ledger_test.cpp";
  event.line = 2;
  const auto found = suspects(cluster_of(event), with_sources());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_GT(found[0].score, 0.9);
  EXPECT_EQ(found[0].file, "tests/ledger_test.cpp");
}

TEST(Suspects, gain_from_the_spectrum_and_from_recent_changes) {
  auto input = with_sources();
  const auto cluster = cluster_of(assertion_event("EXPECT_EQ(total(3), 4)"));
  const auto plain = suspects(cluster, input);
  input.spectrum.elements = {{"src/ledger.cpp", 2}, {"src/ledger.cpp", 8}};
  input.spectrum.tests = {{"bad", true, {0}}, {"good", false, {1}}};
  input.changed = {{"src/ledger.cpp", 2, 2}};
  const auto found = suspects(cluster, input);
  EXPECT_EQ(found[0].line, 2);
  EXPECT_GT(score_of(found, 2), score_of(plain, 2));
  EXPECT_EQ(score_of(found, 8), 0);
  EXPECT_THAT(found[0].reason, HasSubstr("changed recently"));
}

TEST(Suspects, hold_the_condition_in_front_of_what_only_failing_tests_run) {
  LocateInput input;
  input.sources["src/days.cpp"] =
      "int days(int month) {\n  if (month == 1)\n    return 29;\n  return 31;\n}\n";
  input.spectrum.elements = {{"src/days.cpp", 2}, {"src/days.cpp", 3}, {"src/days.cpp", 4}};
  input.spectrum.tests = {{"bad", true, {0, 1}}, {"good", false, {0, 2}}, {"fine", false, {0, 2}}};
  const auto found = suspects(cluster_of(model::Event{}), input);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].line, 3);
  EXPECT_EQ(found[1].line, 2);
  EXPECT_THAT(found[1].reason, HasSubstr("decides whether line 3 runs"));
  EXPECT_GT(found[1].score, 0.7);
}

TEST(Suspects, are_the_changed_lines_when_nothing_else_is_known) {
  model::Event event;
  event.category = Category::timeout;
  LocateInput input;
  input.changed = {{"src/a.cpp", 3, 4}, {"tests/a_test.cpp", 1, 9}};
  const auto found = suspects(cluster_of(event), input);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].file, "src/a.cpp");
}

TEST(Suspects, resolve_a_base_name_that_is_unique) {
  model::Event event;
  event.category = Category::sanitizer;
  event.frames = {{"total", "ledger.cpp", 5, "", true}};
  EXPECT_EQ(suspects(cluster_of(event), with_sources()).at(0).file, "src/ledger.cpp");
}

TEST(Suspects, stay_within_the_limit_and_in_a_stable_order) {
  auto input = with_sources();
  input.max_suspects = 2;
  const auto cluster = cluster_of(assertion_event("EXPECT_EQ(total(3), 4)"));
  const auto found = suspects(cluster, input);
  EXPECT_EQ(found.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(found, std::ranges::greater{}, &model::Suspect::score));
}

} // namespace aurora::locate
