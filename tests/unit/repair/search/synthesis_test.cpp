#include "aurora/repair/search/synthesis.hpp"

#include <gtest/gtest.h>

#include "aurora/repair/search/expression.hpp"
#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

/// A program that says `a < b` where `a <= b` was meant; the tests call it with two numbers each.
class OneCondition {
public:
  OneCondition() {
    set.sites.push_back({1, 2, "a.c", 1, 1, "f"});
    Candidate hook;
    hook.id = 1;
    hook.kind = "condition";
    hook.file = "a.c";
    hook.begin = 4;
    hook.end = 9;
    hook.replacement = "a < b";
    hook.probe = true;
    hook.inputs = {"a", "b"};
    set.candidates.push_back(hook);
    options.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
  }

  SynthesisResult run() {
    std::vector<TestPlan> plans = {direct_plan("3 3", false), direct_plan("4 3", true),
                                   direct_plan("2 3", true)};
    for (auto& plan : plans)
      plan.reached = {{1, 1}};
    Oracle oracle(std::move(plans), "ctest", "/b");
    const Spectrum spectrum(set, oracle.plans());
    return synthesize(set, oracle, spectrum, executor, {{"a.c", "if (a < b) x;"}}, options);
  }

  CandidateSet set;
  SynthesisOptions options;
  int repairable = 1;
  FakeExecutor executor{[this](const Invocation& invocation, Selection) {
    const long long a = invocation.argv.front()[0] - '0';
    const long long b = invocation.argv.front()[2] - '0';
    executor.rows = {{{a, b}, a < b ? 1 : 0}};
    auto value = executor.rows.front().original;
    const auto& forced = executor.arranged.forced;
    if (!executor.arranged.code.empty())
      value = evaluate(executor.arranged.code, executor.rows.front()).value_or(-1);
    else if (!forced.script.empty())
      value = forced.script.front() ? 1 : 0;
    else if (forced.afterwards)
      value = *forced.afterwards ? 1 : 0;
    return ended((value == (a <= b ? 1 : 0) ? 0 : 1) | (repairable == 0 ? 1 : 0));
  }};
};

TEST(Synthesis, finds_the_smallest_condition_that_all_tests_accept) {
  OneCondition world;
  const auto result = world.run();
  ASSERT_FALSE(result.found.empty());
  EXPECT_EQ(result.found.front().replacement, "a <= b");
  EXPECT_TRUE(result.found.front().rebuild);
  EXPECT_FALSE(result.found.front().probe);
}

TEST(Synthesis, does_not_run_what_gives_the_same_values_as_one_that_failed) {
  OneCondition world;
  const auto result = world.run();
  EXPECT_GT(result.shared, 0U);
  EXPECT_LT(result.tried, 10U);
}

TEST(Synthesis, leaves_a_condition_alone_that_cannot_repair_the_test) {
  OneCondition world;
  world.repairable = 0;
  const auto result = world.run();
  EXPECT_TRUE(result.found.empty());
  EXPECT_EQ(result.tried, 0U);
}

} // namespace
} // namespace aurora::repair::search
