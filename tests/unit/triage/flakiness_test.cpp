#include "aurora/triage/flakiness.hpp"

#include <gtest/gtest.h>

namespace aurora::triage {

std::vector<model::Event> failing(const std::string& test) {
  model::Event event;
  event.test_id = test;
  event.outcome = "failed";
  return {event};
}

TEST(Flakiness, is_proven_by_one_pass_of_the_same_binary) {
  auto events = failing("a");
  const auto verdicts = judge_flakiness(events, {{"a", false}, {"a", true}, {"other", true}});
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_TRUE(verdicts[0].flaky);
  EXPECT_EQ(verdicts[0].confidence, "proven flaky: passed 1 and failed 2 of 3 runs of the same binary");
  mark_flaky(events, verdicts);
  EXPECT_TRUE(events[0].flaky);
  EXPECT_EQ(events[0].outcome, "flaky");
}

TEST(Flakiness, says_what_identical_failures_rule_out) {
  const auto verdicts = judge_flakiness(failing("a"), std::vector<RerunOutcome>(4, {"a", false}));
  EXPECT_FALSE(verdicts[0].flaky);
  EXPECT_EQ(verdicts[0].confidence,
            "failed 5 of 5 runs: at 95 % confidence it passes less than 46 % of the time");
}

TEST(Flakiness, claims_nothing_without_reruns) {
  const auto verdicts = judge_flakiness(failing("a"), {});
  EXPECT_EQ(verdicts[0].confidence, "unknown: it was not run again");
}

TEST(Flakiness, bound_is_the_exact_binomial_one) {
  EXPECT_DOUBLE_EQ(ruled_out_pass_rate(0), 1.0);
  EXPECT_NEAR(ruled_out_pass_rate(1), 0.95, 1e-12);
  EXPECT_NEAR(ruled_out_pass_rate(10), 0.2589, 1e-4);
  EXPECT_NEAR(ruled_out_pass_rate(59), 0.0495, 1e-4);
}

} // namespace aurora::triage
