#include "logwatch/stats.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace logwatch {

TEST(Stats, values_of_skips_records_without_the_field) {
  auto fast = record_at(1);
  fast.fields["ms"] = "12";
  auto odd = record_at(2);
  odd.fields["ms"] = "fast";
  EXPECT_EQ(values_of({fast, record_at(3), odd, fast}, "ms"), (std::vector<int>{12, 12}));
}

TEST(Stats, mean_is_the_sum_over_the_count) {
  EXPECT_DOUBLE_EQ(mean({1, 2, 6}), 3.0);
  EXPECT_DOUBLE_EQ(mean({1, 2}), 1.5);
}

TEST(Stats, mean_of_nothing_is_zero) {
  EXPECT_DOUBLE_EQ(mean({}), 0.0);
}

TEST(Stats, percentile_takes_the_nearest_rank) {
  const std::vector<int> values{50, 15, 40, 20, 35};
  EXPECT_EQ(percentile(values, 5), 15);
  EXPECT_EQ(percentile(values, 30), 20);
  EXPECT_EQ(percentile(values, 40), 20);
  EXPECT_EQ(percentile(values, 50), 35);
  EXPECT_EQ(percentile(values, 100), 50);
}

TEST(Stats, percentile_of_nothing_is_zero) {
  EXPECT_EQ(percentile({}, 50), 0);
}

} // namespace logwatch
