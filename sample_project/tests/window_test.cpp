#include "logwatch/window.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace logwatch {

TEST(Window, counts_records_of_the_same_window) {
  WindowCounter counter(60);
  for (const Timestamp time : {60, 61, 119, 120})
    counter.add(record_at(time));
  EXPECT_EQ(counter.count_at(60), 3);
  EXPECT_EQ(counter.count_at(130), 1);
  EXPECT_EQ(counter.count_at(0), 0);
}

TEST(Window, total_is_the_sum_of_all_windows) {
  WindowCounter counter(10);
  for (const Timestamp time : {1, 11, 12, 55})
    counter.add(record_at(time));
  EXPECT_EQ(counter.total(), 4);
}

TEST(Window, busiest_is_the_earliest_of_the_fullest) {
  WindowCounter counter(10);
  for (const Timestamp time : {5, 11, 12, 31, 32})
    counter.add(record_at(time));
  EXPECT_EQ(counter.busiest(), 10);
}

TEST(Window, busiest_of_nothing_is_zero) {
  EXPECT_EQ(WindowCounter(10).busiest(), 0);
}

TEST(Window, error_rate_is_the_share_of_errors) {
  EXPECT_DOUBLE_EQ(error_rate({record_at(1), record_at(2, Level::error), record_at(3), record_at(4)}), 0.25);
  EXPECT_DOUBLE_EQ(error_rate({record_at(1, Level::warn)}), 0.0);
}

TEST(Window, error_rate_of_nothing_is_zero) {
  EXPECT_DOUBLE_EQ(error_rate({}), 0.0);
}

} // namespace logwatch
