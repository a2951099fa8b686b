#include "aurora/ctest/registered_tests.hpp"

#include <gtest/gtest.h>

namespace aurora::ctest {
namespace {

// Printed by ctest 3.25.1 for a project with one test with a label and one whose program is missing;
// shortened.
constexpr std::string_view k_json = R"(Cannot find file: DartConfiguration.tcl
{
  "backtraceGraph" : { "commands" : [ "add_test" ], "files" : [ "/project/CMakeLists.txt" ],
    "nodes" : [ { "file" : 0 }, { "command" : 0, "file" : 0, "line" : 4, "parent" : 0 } ] },
  "kind" : "ctestInfo",
  "tests" : [
    { "backtrace" : 1, "command" : [ "/usr/bin/sh", "-c", "exit 0" ], "config" : "", "name" : "a",
      "properties" : [ { "name" : "LABELS", "value" : [ "unit", "fast" ] }, { "name" : "TIMEOUT", "value" : 5.0 },
        { "name" : "WILL_FAIL", "value" : true },
        { "name" : "WORKING_DIRECTORY", "value" : "/project/build" } ] },
    { "backtrace" : 99, "name" : "gone",
      "properties" : [ { "name" : "WORKING_DIRECTORY", "value" : "/project/build" } ] } ],
  "version" : { "major" : 1, "minor" : 0 }
})";

} // namespace

TEST(RegisteredTests, are_numbered_as_ctest_numbers_them) {
  const auto tests = read_registered_tests(k_json, "/project");
  ASSERT_TRUE(tests) << tests.error().message;
  ASSERT_EQ(tests->size(), 2U);
  EXPECT_EQ((*tests)[0].index, 1);
  EXPECT_EQ((*tests)[1].index, 2);
}

TEST(RegisteredTests, carry_command_labels_place_and_limits) {
  const auto tests = read_registered_tests(k_json, "/project");
  ASSERT_TRUE(tests);
  const auto& first = tests->front();
  EXPECT_EQ(first.name, "a");
  EXPECT_EQ(first.command, (std::vector<std::string>{"/usr/bin/sh", "-c", "exit 0"}));
  EXPECT_EQ(first.labels, (std::vector<std::string>{"unit", "fast"}));
  EXPECT_EQ(first.file, "CMakeLists.txt");
  EXPECT_EQ(first.line, 4);
  EXPECT_EQ(first.timeout_seconds, 5);
  EXPECT_TRUE(first.will_fail);
}

TEST(RegisteredTests, know_whether_their_output_judges_them) {
  const auto tests = read_registered_tests(R"({"kind":"ctestInfo","tests":[{"name":"a","command":["/b/a"],
    "properties":[{"name":"FAIL_REGULAR_EXPRESSION","value":["bad"]}]},{"name":"b","command":["/b/a"]}]})",
                                           "/project");
  ASSERT_TRUE(tests) << tests.error().message;
  EXPECT_TRUE(tests->front().judged_by_output);
  EXPECT_FALSE(tests->back().judged_by_output);
}

TEST(RegisteredTests, survive_a_backtrace_that_points_nowhere) {
  const auto tests = read_registered_tests(k_json, "/project");
  ASSERT_TRUE(tests);
  EXPECT_TRUE(tests->back().command.empty());
  EXPECT_EQ(tests->back().line, 0);
}

TEST(RegisteredTests, say_when_there_is_no_json) {
  const auto tests = read_registered_tests("No tests were found!!!", "/project");
  ASSERT_FALSE(tests);
  EXPECT_EQ(tests.error().code, base::ErrorCode::invalid_input);
}

TEST(RegisteredTests, refuse_json_of_another_shape) {
  const auto tests = read_registered_tests(R"({"tests": 7})", "/project");
  EXPECT_TRUE(!tests || tests->empty());
}

} // namespace aurora::ctest
