#include "aurora/ctest/run_tests.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/fake_file_system.hpp"

namespace aurora::ctest {
namespace {

/// A place in memory where every command ends as it is told.
Place place_where(sys::Outcome outcome) {
  return {"/src", "/build", "/exchange",
          [outcome](const sys::ProcessSpec&) -> base::Result<sys::ProcessResult> {
            sys::ProcessResult result;
            result.outcome = outcome;
            return result;
          }};
}

} // namespace

TEST(RunTests, calls_an_interruption_what_it_is) {
  test::FakeFileSystem files;
  const auto place = place_where({sys::Outcome::Kind::cancelled, 0});
  const auto tested = run_tests(place, {}, files);
  ASSERT_FALSE(tested);
  EXPECT_EQ(tested.error().code, base::ErrorCode::cancelled);
  const auto listed = list_tests(place, {}, files);
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, base::ErrorCode::cancelled);
}

TEST(RunTests, says_so_when_ctest_wrote_nothing) {
  test::FakeFileSystem files;
  const auto tested = run_tests(place_where({sys::Outcome::Kind::exited, 1}), {}, files);
  ASSERT_FALSE(tested);
  EXPECT_EQ(tested.error().code, base::ErrorCode::environment);
}

TEST(RunTests, reads_the_reports_of_frameworks_where_the_place_keeps_them) {
  test::FakeFileSystem files;
  files.put("/layer/report.xml", "<testsuites name=\"vitest tests\"><testsuite name=\"a.ts\">"
                                 "<testcase classname=\"a.ts\" name=\"first\"/>"
                                 "<testcase classname=\"a.ts\" name=\"second\"/></testsuite></testsuites>");
  auto place = place_where({sys::Outcome::Kind::exited, 0});
  const auto census_in = [&] {
    TestOutcome outcome;
    outcome.run.cases.resize(1);
    outcome.run.cases.front().name = "pages";
    model::RegisteredTest test;
    test.name = "pages";
    test.command = {"node", "--outputFile.junit=/build/report.xml"};
    add_cases(place, outcome, {test}, files);
    return outcome.census;
  };
  EXPECT_TRUE(census_in().empty());
  place.outside_path = [](const std::string& path) { return "/layer" + path.substr(sizeof "/build" - 1); };
  ASSERT_EQ(census_in().size(), 1U);
  EXPECT_EQ(census_in().front().ran, 2);
}

TEST(RunTests, repeats_what_passes_as_often_as_it_is_told) {
  test::FakeFileSystem files;
  std::vector<std::string> argv;
  const Place place{"/src", "/build", "/exchange",
                    [&argv](const sys::ProcessSpec& spec) -> base::Result<sys::ProcessResult> {
                      argv = spec.argv;
                      return base::fail(base::ErrorCode::environment, "not started");
                    }};
  const auto asked_for = [&] {
    const auto repeat = std::ranges::find(argv, "--repeat");
    return repeat == argv.end() ? "" : *std::next(repeat);
  };
  TestOptions options;
  EXPECT_FALSE(run_tests(place, options, files));
  EXPECT_EQ(asked_for(), "");
  options.until_fail = 3;
  EXPECT_FALSE(run_tests(place, options, files));
  EXPECT_EQ(asked_for(), "until-fail:3");
}

// Shapes as ctest 3.25.1 writes them in dashboard mode.
TEST(ExitCodes, are_read_for_tests_that_exited) {
  const auto codes = read_exit_codes(R"(<?xml version="1.0" encoding="UTF-8"?>
<Site><Testing>
  <Test Status="failed"><Name>b</Name><Results>
    <NamedMeasurement type="text/string" name="Exit Code"><Value>Failed</Value></NamedMeasurement>
    <NamedMeasurement type="text/string" name="Exit Value"><Value>7</Value></NamedMeasurement>
  </Results></Test>
  <Test Status="failed"><Name>c</Name><Results>
    <NamedMeasurement type="text/string" name="Exit Code"><Value>SEGFAULT</Value></NamedMeasurement>
    <NamedMeasurement type="text/string" name="Exit Value"><Value>0</Value></NamedMeasurement>
  </Results></Test>
</Testing></Site>)");
  EXPECT_EQ(codes, (std::vector<std::pair<std::string, int>>{{"b", 7}}));
}

TEST(ExitCodes, are_none_for_a_truncated_file) {
  EXPECT_TRUE(read_exit_codes("<Site><Testing><Test").empty());
}

} // namespace aurora::ctest
