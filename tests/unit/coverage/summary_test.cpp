#include "aurora/coverage/summary.hpp"

#include <gtest/gtest.h>

namespace aurora::coverage {
namespace {
const Coverage k_sample{{{"a", {{1, {1, {1, 0}}}, {2, {0, {}}}}}, {"b", {{1, {0, {}}}, {2, {0, {}}}}}}, 0};
}

TEST(Summarize, counts_lines_and_branches) {
  const auto summary = summarize(k_sample);
  EXPECT_DOUBLE_EQ(summary.percent, 25);
  EXPECT_DOUBLE_EQ(summary.branch_percent, 50);
  ASSERT_EQ(summary.files.size(), 2U);
  EXPECT_DOUBLE_EQ(summary.files[0].percent, 50);
}

TEST(Summarize, calls_nothing_to_cover_covered) {
  EXPECT_DOUBLE_EQ(summarize({}).percent, 100);
}

TEST(CheckThreshold, says_what_is_missing_and_where_most) {
  const auto summary = summarize(k_sample);
  EXPECT_FALSE(check_threshold(summary, 25));
  const auto missed = check_threshold(summary, 80);
  ASSERT_TRUE(missed);
  EXPECT_EQ(
      *missed,
      "25.0 % of the lines are covered, 80.0 % are demanded; most is missing in b (2 lines), a (1 lines)");
}

} // namespace aurora::coverage
