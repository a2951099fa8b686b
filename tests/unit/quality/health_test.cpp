#include "aurora/quality/health.hpp"

#include <gtest/gtest.h>

namespace aurora::quality {
namespace {

PastRun run_of(bool green, double seconds, std::set<std::string> failing = {},
               std::set<std::string> flaky = {}) {
  PastRun run;
  run.green = green;
  run.seconds = seconds;
  run.failed = static_cast<long long>(failing.size());
  run.passed = 10 - run.failed;
  run.failing = std::move(failing);
  run.flaky = std::move(flaky);
  return run;
}

TEST(HealthOf, compares_the_halves) {
  auto last = run_of(false, 9, {"a", "b"}, {"f"});
  last.coverage_percent = 70;
  const auto health = health_of({run_of(true, 1), run_of(true, 3), run_of(false, 5, {"a"}), last});
  ASSERT_TRUE(health);
  EXPECT_EQ(health->all.runs, 4);
  EXPECT_DOUBLE_EQ(health->older.green_share, 1);
  EXPECT_DOUBLE_EQ(health->newer.green_share, 0);
  EXPECT_DOUBLE_EQ(health->older.pass_rate, 1);
  EXPECT_DOUBLE_EQ(health->newer.pass_rate, 0.85);
  EXPECT_DOUBLE_EQ(health->newer.flaky_per_run, 0.5);
  EXPECT_DOUBLE_EQ(health->newer.median_seconds, 9);
  EXPECT_FALSE(health->older.coverage);
  EXPECT_EQ(health->newer.coverage, 70);
  ASSERT_EQ(health->most_failing.size(), 2U);
  EXPECT_EQ(health->most_failing[0].test, "a");
  EXPECT_EQ(health->most_failing[0].runs, 2);
  EXPECT_EQ(health->most_flaky[0].test, "f");
}

TEST(HealthOf, one_run_has_no_older_half_and_none_no_health) {
  EXPECT_FALSE(health_of({}));
  const auto health = health_of({run_of(true, 1)});
  ASSERT_TRUE(health);
  EXPECT_EQ(health->older.runs, 0);
  EXPECT_EQ(health->newer.runs, 1);
}

} // namespace
} // namespace aurora::quality
