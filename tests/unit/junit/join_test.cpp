#include "aurora/junit/join.hpp"

#include <set>

#include "aurora/junit/assertions.hpp"
#include "aurora/junit/cross_check.hpp"
#include "aurora/junit/ctest_console.hpp"
#include "unit/junit/fixture.hpp"

namespace aurora::junit {
namespace {

model::TestRun failed_program(const std::string& output_of) {
  const auto xml =
      "<testsuite><testcase name=\"program\" classname=\"program\" status=\"fail\"><failure message=\"\"/>"
      "</testcase></testsuite>";
  auto run = *read_junit(xml);
  run.cases.at(0).assertions = read_assertions(fixture(output_of));
  return run;
}

std::set<std::string> ids(const model::TestRun& run) {
  std::set<std::string> out;
  for (const auto& test : run.cases)
    EXPECT_TRUE(out.insert(test_id(test)).second) << "twice: " << test_id(test);
  return out;
}

TEST(Join, splits_a_whole_program_into_its_failing_cases) {
  const auto joined =
      join(read_fixture("ctest/report.xml"), {{"whole_binary", read_fixture("gtest/report.xml")}});
  const auto names = ids(joined);
  EXPECT_TRUE(names.contains("whole_binary::Stack.counts_values"));
  EXPECT_TRUE(names.contains("whole_binary::Broken")); // only printed: the report calls it skipped
  EXPECT_TRUE(names.contains("passes"));
  EXPECT_FALSE(names.contains("whole_binary"));
  EXPECT_EQ(joined.cases.size(), 19U + 8U);
}

TEST(Join, splits_by_what_was_printed_when_there_is_no_report) {
  EXPECT_TRUE(
      ids(join(read_fixture("ctest/report.xml"), {})).contains("whole_binary::Some/Sizes.are_even/1"));
}

TEST(Join, adds_failures_that_doctests_report_leaves_out) {
  const auto joined =
      join(failed_program("doctest/console.txt"), {{"program", read_fixture("doctest/report.xml")}});
  const auto names = ids(joined);
  EXPECT_TRUE(names.contains("program::messages"));
  EXPECT_EQ(case_named(joined, "messages").assertions.size(), 2U);
}

TEST(Join, does_not_fail_a_case_that_may_fail) {
  const auto joined =
      join(failed_program("catch2/console.txt"), {{"program", read_fixture("catch2/report.xml")}});
  EXPECT_FALSE(ids(joined).contains("program::may fail"));
}

TEST(Join, keeps_ids_unique_when_a_case_is_reported_twice) {
  const auto names = ids(
      join(failed_program("pytest/console.txt"), {{"program", read_fixture("pytest/report_xunit2.xml")}}));
  EXPECT_TRUE(names.contains("program::test_stack.test_fails_twice#2"));
}

TEST(Join, knows_the_printed_failure_of_a_file_that_pytest_cannot_collect) {
  const auto joined = join(failed_program("pytest/console_collection.txt"),
                           {{"program", read_fixture("pytest/report_collection.xml")}});
  EXPECT_EQ(ids(joined).size(), 1U) << "the console calls it by its file, the report by its module";
}

TEST(Join, takes_the_place_of_the_registration_where_the_report_has_none) {
  auto ctest = failed_program("pytest/console_collection.txt");
  ctest.cases.front().assertions.clear();
  ctest.cases.front().file = "web/broken.test.js";
  model::TestRun report;
  report.cases.resize(1);
  report.cases.front().name = "broken";
  report.cases.front().status = model::TestStatus::failed;
  EXPECT_EQ(join(ctest, {{"program", report}}).cases.front().file, "web/broken.test.js");
  ctest.cases.front().file = "web/CMakeLists.txt";
  EXPECT_EQ(join(ctest, {{"program", report}}).cases.front().file, "");
}

TEST(Join, leaves_a_test_alone_that_ctest_calls_passed) {
  const auto joined = join(read_fixture("ctest/report.xml"), {{"passes", read_fixture("gtest/report.xml")}});
  EXPECT_EQ(case_named(joined, "passes").status, model::TestStatus::passed);
}

TEST(CtestConsole, tells_crash_and_timeout_which_the_report_does_not) {
  auto run = read_fixture("ctest/report.xml");
  apply_ctest_console(run, fixture("ctest/console.txt"));
  EXPECT_EQ(case_named(run, "segfaults").status_reason, "SIGSEGV");
  EXPECT_EQ(case_named(run, "hangs").status_reason, "Timeout");
  EXPECT_EQ(case_named(run, "hangs").message, "Timeout");
  EXPECT_EQ(case_named(run, "missing_file").status, model::TestStatus::not_run);
  EXPECT_EQ(case_named(run, "skips_by_code").status, model::TestStatus::skipped);
}

TEST(CrossCheck, warns_only_when_counts_and_exit_code_disagree) {
  const auto counts = model::count(read_fixture("ctest/report.xml"));
  EXPECT_EQ(cross_check(counts, 8), "");
  EXPECT_NE(cross_check(counts, 0), "");
  EXPECT_NE(cross_check({3, 0, 1, 0, 0}, 8), "");
  EXPECT_EQ(cross_check({3, 0, 1, 0, 0}, 0), "");
  EXPECT_NE(cross_check({3, 0, 0, 0, 0}, 1), "");
}

} // namespace
} // namespace aurora::junit
