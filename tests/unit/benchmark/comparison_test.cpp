#include "aurora/benchmark/comparison.hpp"

#include <random>

#include <gtest/gtest.h>

namespace aurora::benchmark {
namespace {

const std::vector<double> k_baseline{1.00, 1.02, 0.99, 1.01, 1.03};

Finding found(const std::vector<double>& now, const std::vector<double>& before = k_baseline) {
  return compare({"sort", now}, before).finding;
}

/// Log-normal times, as those of programs are: never below a floor, with a tail.
std::vector<double> times(double middle, double spread, std::mt19937& random) {
  std::lognormal_distribution<double> noise(0, spread);
  std::vector<double> out(10);
  for (double& one : out)
    one = middle * noise(random);
  return out;
}

int alarms(double slowdown, double spread) {
  std::mt19937 random(7);
  int count = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto before = times(1, spread, random);
    count += found(times(slowdown, spread, random), before) == Finding::slower ? 1 : 0;
  }
  return count;
}

TEST(Comparison, is_slower_by_a_third) {
  const auto slower = compare({"sort", {1.33, 1.35, 1.34, 1.36, 1.37}}, k_baseline);
  EXPECT_EQ(slower.finding, Finding::slower);
  EXPECT_NEAR(slower.ratio, 1.35 / 1.01, 1e-12);
  EXPECT_NEAR(slower.p, 1 / 252.0, 1e-12);
}

TEST(Comparison, tolerates_a_tenth_and_one_outlier) {
  EXPECT_EQ(found({1.10, 1.11, 1.12, 1.11, 1.10}), Finding::same);
  EXPECT_EQ(found({1.0, 1.0, 3.0, 1.0, 1.0}), Finding::same);
}

TEST(Comparison, tells_a_faster_one) {
  EXPECT_EQ(found({0.5, 0.5, 0.5, 0.5, 0.5}), Finding::faster);
  EXPECT_EQ(found({0.9, 0.9, 0.91, 0.9, 0.9}), Finding::same);
}

TEST(Comparison, calls_noise_noise) {
  EXPECT_EQ(found({1.1, 1.9, 1.0, 1.8, 1.3}), Finding::noisy) << "a median that is larger by chance";
  EXPECT_EQ(found({0.7, 1.4, 1.0, 1.4, 0.7}), Finding::noisy) << "as fast in the middle, but who knows";
  EXPECT_EQ(found({0.7, 1.4, 1.0, 1.4, 0.7}, {}), Finding::noisy) << "no level for later runs";
  EXPECT_EQ(found({5.0, 9.0, 6.0, 8.0, 7.0}), Finding::slower) << "far enough away for any noise";
}

TEST(Comparison, says_when_it_cannot_say) {
  EXPECT_EQ(found({9, 9, 9, 9}), Finding::too_few);
  EXPECT_EQ(found({9, 9, 9, 9, 9}, {1, 1, 1, 1}), Finding::too_few);
  EXPECT_EQ(found({9, 9, 9, 9, 9}, {}), Finding::no_baseline);
  Tolerance strict;
  strict.alpha = 0.001; // 1 of 252 ways is more
  EXPECT_EQ(compare({"sort", {9, 9, 9, 9, 9}}, k_baseline, strict).finding, Finding::too_few);
}

TEST(Comparison, raises_an_alarm_by_chance_less_often_than_is_allowed) {
  EXPECT_EQ(alarms(1.00, 0.05), 0);
  EXPECT_EQ(alarms(1.05, 0.10), 0) << "5 % slower within the noise";
  EXPECT_LE(alarms(1.20, 0.10), 20) << "just as slow as is tolerated: 1 % of 1000, and some luck";
}

TEST(Comparison, finds_what_is_twice_as_slow_in_any_usual_noise) {
  EXPECT_EQ(alarms(2.0, 0.05), 1000);
  EXPECT_GE(alarms(2.0, 0.15), 995);
}

TEST(Quantile, is_linear_between_neighbours) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(quantile({1, 2, 3, 4, 5}, 0.25), 2);
}

} // namespace
} // namespace aurora::benchmark
