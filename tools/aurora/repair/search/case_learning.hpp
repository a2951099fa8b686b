#pragma once

#include <cstddef>
#include <vector>

#include "aurora/repair/search/executor.hpp"
#include "aurora/repair/search/oracle.hpp"

namespace aurora::repair::search {

using Executors = std::vector<Executor*>; ///< at least one, used side by side

/// Traces the test once and finds out how it can be run fastest; one that is known to be red is not waited
/// for as long as others. An error when it cannot be traced.
base::Result<TestPlan> learn_test(Executor& executor, const TestSpec& test, bool known_red);

/// The cases of a test's program instead of the whole one when together they tell the same: far faster, and
/// each tells what it reaches. Of very many only those near a red one are run alone, the others in groups.
/// The test as it is when it cannot be split.
std::vector<TestPlan> split_into_cases(const Executors& executors, TestPlan whole);

/// The same without ever running the whole program, where it is known how that ends: only its list of cases
/// is asked for. None when that does not do.
std::vector<TestPlan> learn_by_cases(const Executors& executors, const TestSpec& test, bool passes);

/// A plan that stands for several tests.
struct GroupedTests {
  TestPlan plan;
  std::vector<std::size_t> tests; ///< indices
};

/// Tests of one program that differ in the cases they select only, as gtest_discover_tests() and its like
/// register them: of those that are expected to be green, groups that are so in one run.
std::vector<GroupedTests> learn_in_groups(const Executors& executors, const std::vector<TestSpec>& tests,
                                          const std::vector<std::size_t>& green);

} // namespace aurora::repair::search
