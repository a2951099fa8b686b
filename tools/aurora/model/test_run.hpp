#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::model {

/// not_run is a failure: the test was asked for and could not start.
enum class TestStatus { passed, failed, skipped, not_run };

std::string_view to_string(TestStatus status);

/// One failed assertion inside a test case, as the framework printed it.
struct Assertion {
  std::string file; ///< as printed
  int line = 0;
  std::string macro;      ///< "EXPECT_EQ", "REQUIRE", "CHECK", "BOOST_TEST", "assert"; empty when not told
  std::string expression; ///< source text between the parentheses, when told
  std::string expected;
  std::string actual;
  std::string message;        ///< the whole text
  std::string exception_type; ///< when an exception ended the case
  std::string case_name;      ///< framework's own case ("Suite.Case", "section / subsection"), when told
};

/// One test as a producer reported it. ctest_name is filled by the join.
struct TestCase {
  std::string ctest_name;
  std::string suite; ///< classname or testsuite name
  std::string name;
  std::string file;
  int line = 0;
  TestStatus status = TestStatus::passed;
  std::string status_reason; ///< "Timeout", "SIGSEGV", "Required Files Missing", SKIP reason …
  double seconds = 0;
  std::string message;
  std::string type;
  std::string output; ///< what the test printed
  std::vector<Assertion> assertions;
  std::vector<std::string> labels;
  int attempt = 1;
  bool flaky = false; ///< producer says it passed on a rerun
  std::optional<int> exit_code;
};

/// What one producer reported of one run.
struct TestRun {
  std::string producer; ///< "ctest", "gtest", "catch2", "doctest", "boost", "pytest", "jest", "vitest", …
  std::string timestamp;
  double seconds = 0;
  std::vector<TestCase> cases;
};

struct RunCounts {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  int not_run = 0;
  int flaky = 0;
  int total() const { return passed + failed + skipped + not_run; }
};

RunCounts count(const TestRun& run);

} // namespace aurora::model
