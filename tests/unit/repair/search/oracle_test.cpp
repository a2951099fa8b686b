#include "aurora/repair/search/oracle.hpp"

#include <gtest/gtest.h>

#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

/// A test whose driver looks at what the program prints.
TestPlan driven_plan(bool passes, const std::string& out) {
  TestPlan plan;
  plan.test.name = "t";
  plan.test.command = {"driver"};
  plan.passes = passes;
  plan.inner = Invocation{"/bin/program", {"program"}, {}, {}, {}};
  plan.baseline = ended(0, out);
  return plan;
}

/// The driver wants "right"; candidate 1 prints it, 2 prints it with a blank, others print something else.
FakeExecutor::Answer driven_program() {
  return [](const Invocation& run, Selection selection) {
    const std::string out = selection.first == 0   ? "wrong"
                            : selection.first == 1 ? "right"
                            : selection.first == 2 ? "right "
                                                   : "other";
    if (run.program.empty())
      return ended(out.starts_with("right") ? 0 : 1);
    return ended(0, out);
  };
}

TEST(Oracle, asks_the_driver_once_for_each_new_output) {
  FakeExecutor executor(driven_program());
  Oracle oracle({driven_plan(false, "wrong")}, "ctest", "/b");
  oracle.set_guessing(Oracle::Guessing::no);
  EXPECT_EQ(oracle.judge(executor, 0, {1, 0})->verdict, Verdict::pass);
  EXPECT_EQ(oracle.judge(executor, 0, {1, 0})->verdict, Verdict::pass);
  EXPECT_EQ(oracle.judge(executor, 0, {3, 0})->verdict, Verdict::fail);
  EXPECT_EQ(oracle.judge(executor, 0, {4, 0})->verdict, Verdict::fail);
  EXPECT_EQ(executor.executed, 2);
}

TEST(Oracle, knows_the_verdict_of_the_original_output) {
  FakeExecutor executor(driven_program());
  Oracle oracle({driven_plan(false, "wrong")}, "ctest", "/b");
  const auto judgement = oracle.judge(executor, 0, {0, 0});
  EXPECT_EQ(judgement->verdict, Verdict::fail);
  EXPECT_FALSE(judgement->changed);
  EXPECT_EQ(executor.executed, 0);
}

TEST(Oracle, guesses_failures_only_while_the_guess_agrees_with_all_verdicts) {
  auto good = driven_plan(true, "yes");
  good.expected = {{blankless_hash("yes"), "yes"}};
  auto bad = driven_plan(false, "wrong");
  bad.expected = {{blankless_hash("right"), "right"}};
  FakeExecutor executor(driven_program());
  Oracle agreeing({good, bad}, "ctest", "/b");
  EXPECT_EQ(agreeing.judge(executor, 1, {3, 0})->verdict, Verdict::fail);
  EXPECT_EQ(executor.executed, 0);
  EXPECT_EQ(agreeing.judge(executor, 1, {2, 0})->verdict, Verdict::pass);
  EXPECT_EQ(executor.executed, 1);
  good.expected = {{blankless_hash("no"), "no"}};
  Oracle contradicted({good, bad}, "ctest", "/b");
  EXPECT_TRUE(contradicted.judge(executor, 1, {3, 0}));
  EXPECT_EQ(executor.executed, 2);
}

TEST(CTestVerdict, follows_exit_code_will_fail_and_what_skips) {
  TestSpec test;
  EXPECT_EQ(ctest_verdict(test, ended(0)), Verdict::pass);
  EXPECT_EQ(ctest_verdict(test, ended(3)), Verdict::fail);
  test.will_fail = true;
  EXPECT_EQ(ctest_verdict(test, ended(3)), Verdict::pass);
  test.skip_return_code = 3;
  EXPECT_EQ(ctest_verdict(test, ended(3)), Verdict::fail);
  TestSpec skipping;
  skipping.skip_patterns = {*OutputPattern::from_cmake("\\[  SKIPPED \\]")};
  EXPECT_EQ(ctest_verdict(skipping, ended(0, "[  SKIPPED ] A.b")), Verdict::fail);
  EXPECT_EQ(ctest_verdict(skipping, ended(0, "[       OK ] A.b")), Verdict::pass);
  auto hung_run = ended(1);
  hung_run.end = RunEnd::timed_out;
  EXPECT_EQ(ctest_verdict(test, hung_run), Verdict::fail);
}

/// As documented for PASS_REGULAR_EXPRESSION and FAIL_REGULAR_EXPRESSION: with the first the exit code says
/// nothing, but a crash still does.
TEST(CTestVerdict, follows_what_is_printed_where_patterns_are_given) {
  TestSpec test;
  test.pass_patterns = {*OutputPattern::from_cmake("cost: +5$"), *OutputPattern::from_cmake("free")};
  EXPECT_EQ(ctest_verdict(test, ended(0, "cost: 6")), Verdict::fail);
  EXPECT_EQ(ctest_verdict(test, ended(3, "cost:  5")), Verdict::pass);
  EXPECT_EQ(ctest_verdict(test, ended(0, "free")), Verdict::pass);
  test.fail_patterns = {*OutputPattern::from_cmake("[Ww]arning")};
  EXPECT_EQ(ctest_verdict(test, ended(0, "Warning: free")), Verdict::fail);
  auto crashed = ended(11, "free");
  crashed.end = RunEnd::signalled;
  EXPECT_EQ(ctest_verdict(test, crashed), Verdict::fail);
  test.will_fail = true;
  EXPECT_EQ(ctest_verdict(test, ended(0, "Warning: free")), Verdict::pass);
  TestSpec only_fails;
  only_fails.fail_patterns = test.fail_patterns;
  EXPECT_EQ(ctest_verdict(only_fails, ended(1, "quiet")), Verdict::fail);
  EXPECT_EQ(ctest_verdict(only_fails, ended(0, "quiet")), Verdict::pass);
}

} // namespace
} // namespace aurora::repair::search
