#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/ctest/registered_tests.hpp"
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
  std::function<void(std::string_view)> on_output;
};

struct TestOutcome {
  model::TestRun run; ///< one case per CTest test, or per framework case when a test is a whole binary
  int exit_code = 0;  ///< ctest's
  sys::Outcome outcome;
  std::string junit;   ///< CTest's own JUnit text
  std::string log;     ///< what ctest printed
  double seconds = 0;
  std::string warning; ///< the counts and the exit code disagree; empty when they agree
};

/// Runs CTest with JUnit output and reads everything it wrote. A red test is no error; ctest itself failing
/// is.
base::Result<TestOutcome> run_tests(const Place& place, const std::vector<model::RegisteredTest>& registered,
                                    const TestOptions& options, sys::FileSystem& files);

/// Exit codes by test name from the Test.xml of CTest's dashboard mode ("Exit Value"). A test ended by a
/// signal is left out: CTest writes 0 or a signal's number there.
std::vector<std::pair<std::string, int>> read_exit_codes(std::string_view test_xml);

} // namespace aurora::ctest
