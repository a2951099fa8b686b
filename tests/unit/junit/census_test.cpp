#include "aurora/junit/census.hpp"

#include "unit/junit/fixture.hpp"

namespace aurora::junit {
namespace {

int ran_in(const std::string& output) {
  const auto census = read_census(output);
  return census ? census->ran : -1;
}

TEST(ReadCensus, names_the_cases_of_a_gtest_program) {
  const auto census = read_census("[==========] Running 3 tests from 1 test suite.\n[ RUN      ] A.one\n"
                                  "[       OK ] A.one (0 ms)\n[ RUN      ] P/A.two/0\nx.cpp:1: Failure\n"
                                  "[  FAILED  ] P/A.two/0, where GetParam() = 3 (1 ms)\n[ RUN      ] A.off\n"
                                  "[  SKIPPED ] A.off (0 ms)\n[==========] 3 tests from 1 test suite ran.\n"
                                  "[  SKIPPED ] 1 test, listed below:\n[  SKIPPED ] A.off\n"
                                  "[  FAILED  ] 1 test, listed below:\n[  FAILED  ] P/A.two/0\n");
  ASSERT_TRUE(census);
  EXPECT_EQ(census->ran, 2);
  EXPECT_EQ(census->names, (std::vector<std::string>{"A.one", "P/A.two/0"}));
}

TEST(ReadCensus, names_no_cases_when_some_were_cut_off) {
  const auto census =
      read_census("[==========] Running 3 tests from 1 test suite.\n[       OK ] A.one (0 ms)\n"
                  "[... cut ...]\n[       OK ] A.three (0 ms)\n");
  ASSERT_TRUE(census);
  EXPECT_EQ(census->ran, 3);
  EXPECT_TRUE(census->names.empty());
}

TEST(ReadCensus, counts_what_each_framework_really_printed) {
  EXPECT_EQ(ran_in(fixture("catch2/console.txt")), 8); // and one "failed as expected"
  EXPECT_EQ(ran_in(fixture("catch3/console.txt")), 8);
  EXPECT_EQ(ran_in(fixture("doctest/console.txt")), 9);
  EXPECT_EQ(ran_in(fixture("boost/console.txt")), 7);
}

TEST(ReadCensus, counts_summaries_of_green_programs) {
  EXPECT_EQ(ran_in("All tests passed (12 assertions in 4 test cases)\n"), 4);
  EXPECT_EQ(ran_in("All tests passed (1 assertion in 1 test case)\n"), 1);
  EXPECT_EQ(ran_in("===== 3 passed, 1 skipped in 0.02s =====\n"), 3);
  EXPECT_EQ(ran_in("Ran 5 tests in 0.001s\n\nOK (skipped=2)\n"), 3);
  EXPECT_EQ(ran_in("Tests:       1 failed, 3 passed, 4 total\n"), 4);
  EXPECT_EQ(ran_in("      Tests  1 failed | 3 passed (4)\n"), 4);
}

TEST(ReadCensus, says_nothing_of_a_program_without_cases) {
  EXPECT_FALSE(read_census("all is well in here\n"));
  EXPECT_FALSE(read_census(""));
  EXPECT_FALSE(read_census("Tests: none\nRan out of memory in main()\n"));
}

TEST(CensusOf, counts_what_ran_in_a_report) {
  const auto report = read_fixture("gtest/report.xml");
  const auto census = census_of(report);
  const auto counts = model::count(report);
  EXPECT_EQ(census.ran, counts.passed + counts.failed);
  EXPECT_EQ(census.names.size(), static_cast<std::size_t>(census.ran));
}

} // namespace
} // namespace aurora::junit
