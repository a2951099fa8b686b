#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/ctest/registered_tests.hpp"
#include "aurora/model/case_census.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::ctest {

enum class Order { scheduled, random };

struct TestOptions {
  CTestOptions ctest;
  unsigned jobs = 1;
  Order order = Order::random;
  std::chrono::seconds timeout{0};            ///< per test; 0: CTest's own
  std::chrono::milliseconds total_timeout{0}; ///< of the whole run; 0: none
  std::vector<std::string> labels;            ///< regular expressions; a test with any of them is run
  std::vector<std::string> exclude_labels;
  std::vector<int> indices; ///< only the tests with these numbers; empty: all
  bool stop_on_failure = false;
  int until_fail = 1; ///< how often a test is run as long as it passes
  std::function<void(std::string_view)> on_output;
};

struct TestOutcome {
  model::TestRun run; ///< one case per CTest test; after add_cases() per case of a program that failed
  std::int64_t started_ns = 0;           ///< by the clock of the file system
  std::vector<model::CaseCensus> census; ///< of the tests that tell which cases they ran
  int exit_code = 0;                     ///< ctest's
  sys::Outcome outcome;
  std::string junit; ///< CTest's own JUnit text
  std::string log;   ///< what ctest printed
  double seconds = 0;
  std::string warning; ///< the counts and the exit code disagree; empty when they agree
};

/// Runs CTest with JUnit output and reads everything it wrote. A red test is no error; ctest itself failing
/// is. cancelled when interrupted.
base::Result<TestOutcome> run_tests(const Place& place, const TestOptions& options, sys::FileSystem& files);

/// Completes an outcome by what CTest knows of its tests and by the reports that the tests' frameworks wrote:
/// CTest names, labels, places, and a case for each failed case of a program of many.
void add_cases(const Place& place, TestOutcome& outcome, const std::vector<model::RegisteredTest>& registered,
               sys::FileSystem& files);

/// Exit codes by test name from the Test.xml of CTest's dashboard mode ("Exit Value"). A test ended by a
/// signal is left out: CTest writes 0 or a signal's number there.
std::vector<std::pair<std::string, int>> read_exit_codes(std::string_view test_xml);

} // namespace aurora::ctest
