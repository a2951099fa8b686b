#pragma once

#include <cstddef>
#include <vector>

#include "aurora/repair/search/executor.hpp"
#include "aurora/repair/search/oracle.hpp"

namespace aurora::repair::search {

using Executors = std::vector<Executor*>; ///< at least one, used side by side

constexpr double k_short_test = 3.0; ///< seconds that a test may take which may well hang

/// Traces the test once and finds out how it can be run fastest; it is waited for so many seconds at most. An
/// error when it cannot be traced.
base::Result<TestPlan> learn_test(Executor& executor, const TestSpec& test, double longest);

/// The cases of a test's program instead of the whole one when together they tell the same: far faster, and
/// each tells what it reaches. Of very many only those near a red one are run alone, the others in groups.
/// The test as it is when it cannot be split.
std::vector<TestPlan> split_into_cases(const Executors& executors, TestPlan whole);

/// What is known of a program's cases before they are run.
struct KnownCases {
  bool passes = false;           ///< the whole program
  std::vector<std::string> red;  ///< those that are known to be; none: it is not known which
  double longest = k_short_test; ///< seconds; if less than usual, green ones that take longer are put off
};

struct LearntCases {
  std::vector<TestPlan> plans;
  std::vector<std::string> put_off; ///< names of groups
};

/// The same without ever running the whole program, where it is known how that ends: only its list of cases
/// is asked for. Nothing when that does not do.
LearntCases learn_by_cases(const Executors& executors, const TestSpec& test, const KnownCases& known);

/// A plan that stands for several tests.
struct GroupedTests {
  TestPlan plan;
  std::vector<std::size_t> tests; ///< indices
};

/// Tests of one program that differ in the cases they select only, as gtest_discover_tests() and its like
/// register them: of those that are expected to be green, groups that are so in one run of at most so many
/// seconds.
std::vector<GroupedTests> learn_in_groups(const Executors& executors, const std::vector<TestSpec>& tests,
                                          const std::vector<std::size_t>& green, double longest);

} // namespace aurora::repair::search
