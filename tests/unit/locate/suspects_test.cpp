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

TEST(Suspects, are_not_in_copies_of_other_projects) {
  auto input = with_sources();
  input.spectrum.elements = {{"third_party/framework.h", 1}, {"src/ledger.cpp", 2}};
  input.spectrum.tests = {{"bad", true, {0, 1}}, {"good", false, {1}}};
  const auto cluster = cluster_of(assertion_event("EXPECT_EQ(total(3), 4)"));
  EXPECT_EQ(score_of(suspects(cluster, input), 1, "third_party/framework.h"), 0);
  input.include_tests = true;
  const auto found = suspects(cluster, input);
  EXPECT_EQ(score_of(found, 1, "third_party/framework.h"), 0);
  EXPECT_GT(score_of(found, 2), 0);
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

/// Of functions only, as without debug information: "complain" is entered by the failing test alone.
LocateInput with_complaint() {
  LocateInput input;
  input.sources["src/range.cpp"] =
      "bool holds(int value) {\n  return value < 3;\n}\n"
      "void complain(int value) {\n  throw value;\n}\n"
      "int check(int value) {\n  if (!holds(value))\n    complain(value);\n  return value;\n}\n"
      "int other(int value) {\n  if (value > 7)\n    complain(value);\n  return 0;\n}\n";
  for (const int line : {4, 5, 8, 9, 10, 13}) // no test enters the one at 13
    input.spectrum.elements.push_back({"src/range.cpp", line});
  input.spectrum.tests = {
      {"bad", true, {0, 1, 2, 3, 4}}, {"good", false, {2, 3, 4}}, {"fine", false, {2, 3, 4}}};
  return input;
}

TEST(Suspects, hold_what_decides_whether_a_function_is_called_that_only_failing_tests_enter) {
  const auto found = suspects(cluster_of(model::Event{}), with_complaint());
  const auto guard = std::ranges::find(found, 8, &model::Suspect::line);
  ASSERT_NE(guard, found.end());
  EXPECT_THAT(guard->reason, HasSubstr("decides whether complain is called"));
  EXPECT_GT(guard->score, score_of(found, 10, "src/range.cpp"));
  EXPECT_EQ(score_of(found, 13, "src/range.cpp"), 0); // never reached
}

TEST(Suspects, hold_what_such_a_condition_asks) {
  const auto found = suspects(cluster_of(model::Event{}), with_complaint());
  const auto asked = std::ranges::find(found, 2, &model::Suspect::line);
  ASSERT_NE(asked, found.end());
  EXPECT_THAT(asked->reason, HasSubstr("src/range.cpp:8 asks it and decides whether complain is called"));
}

TEST(Suspects, do_not_hold_what_a_condition_asks_but_no_failing_test_ran) {
  auto input = with_complaint();
  input.spectrum.elements.push_back({"src/range.cpp", 2});
  input.spectrum.tests[1].hits.push_back(6);
  EXPECT_EQ(score_of(suspects(cluster_of(model::Event{}), input), 2, "src/range.cpp"), 0);
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

model::Event crash_event() {
  model::Event event;
  event.category = Category::crash;
  return event;
}

TEST(Suspects, of_a_crash_without_a_trace_are_the_calls_it_was_in) {
  auto input = with_sources();
  input.crash = {{"src/ledger.cpp", 2, ""}, {"src/ledger.cpp", 5, ""}, {"tests/ledger_test.cpp", 2, ""}};
  const auto found = suspects(cluster_of(crash_event()), input);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].line, 2);
  EXPECT_THAT(found[0].reason, HasSubstr("frame 0 of the crash"));
  EXPECT_GT(score_of(found, 5), score_of(found, 3)); // a caller's line before others of the function
  EXPECT_EQ(score_of(found, 8), 0);
  EXPECT_EQ(score_of(found, 2, "tests/ledger_test.cpp"), 0);
}

TEST(Suspects, of_a_crash_whose_lines_are_not_known_are_whole_functions) {
  auto input = with_sources();
  input.crash = {{"", 0, "memcpy"}, {"", 0, "helper(int)"}, {"", 0, "total(int)"}};
  const auto found = suspects(cluster_of(crash_event()), input);
  EXPECT_GT(score_of(found, 2), score_of(found, 5));
  EXPECT_GT(score_of(found, 5), 0);
  EXPECT_EQ(score_of(found, 8), 0);
}

TEST(Suspects, of_a_crash_with_a_trace_of_its_own_are_not_asked_for_another) {
  auto input = with_sources();
  input.crash = {{"src/ledger.cpp", 8, ""}};
  auto event = crash_event();
  event.frames = {{"helper", "src/ledger.cpp", 2, "", true}};
  const auto found = suspects(cluster_of(event), input);
  EXPECT_GT(score_of(found, 2), 0);
  EXPECT_EQ(score_of(found, 8), 0);
}

} // namespace aurora::locate
