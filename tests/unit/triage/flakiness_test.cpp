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
  EXPECT_EQ(
      verdicts[0].confidence,
      "proven flaky: passed 1 and failed 2 of 3 runs of the same binary, so it fails between 9 and 100 % "
      "of the time (95 % confidence); it fails without the other tests too");
  EXPECT_EQ(verdicts[0].kind, FlakyKind::random);
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

TEST(Flakiness, bounds_are_those_of_the_tables) { // Clopper and Pearson: 3 of 10 and 0 of 10
  EXPECT_NEAR(rate_bounds(3, 10).low, 0.0667, 5e-4);
  EXPECT_NEAR(rate_bounds(3, 10).high, 0.6525, 5e-4);
  EXPECT_DOUBLE_EQ(rate_bounds(0, 10).low, 0);
  EXPECT_NEAR(rate_bounds(0, 10).high, 0.3085, 5e-4);
}

TEST(Flakiness, says_how_many_reruns_a_rate_needs) {
  EXPECT_EQ(reruns_to_prove(0.5), 5);
  EXPECT_EQ(reruns_to_prove(0.1), 29);
  EXPECT_EQ(reruns_to_prove(0.01), 299);
}

TEST(Flakiness, accident_is_fishers_exact_test) {
  EXPECT_NEAR(accident(4, 4, 0, 4), 1.0 / 70, 1e-9);
  EXPECT_NEAR(accident(3, 4, 1, 4), 17.0 / 70, 1e-9); // the lady tasting tea
}

namespace {

std::vector<RerunOutcome> reruns(int alone, int together, bool fails_in_order) {
  std::vector<RerunOutcome> out(static_cast<std::size_t>(alone), {"a", true, Company::alone});
  out.insert(out.end(), static_cast<std::size_t>(together), {"a", false, Company::together});
  out.push_back({"a", !fails_in_order, Company::in_order});
  return out;
}

} // namespace

TEST(Flakiness, tells_order_and_parallelism_from_chance) {
  EXPECT_EQ(judge_flakiness(failing("a"), reruns(6, 3, true))[0].kind, FlakyKind::order);
  EXPECT_EQ(judge_flakiness(failing("a"), reruns(6, 3, false))[0].kind, FlakyKind::parallelism);
  const auto unsure = judge_flakiness(failing("a"), reruns(2, 0, false))[0];
  EXPECT_EQ(unsure.kind, FlakyKind::unknown);
  EXPECT_NE(unsure.confidence.find("too few to tell order from chance"), std::string::npos);
}

} // namespace aurora::triage
