#include "aurora/history/time.hpp"

#include <gtest/gtest.h>

namespace aurora::history {

TEST(Time, between_two_moments_crosses_months) {
  EXPECT_NEAR(seconds_between("2026-02-28T23:59:59.500Z", "2026-03-01T00:00:01.000Z").value_or(0), 1.5, 1e-3);
  EXPECT_EQ(seconds_between("yesterday", "2026-03-01T00:00:01.000Z"), std::nullopt);
  EXPECT_EQ(seconds_between("2026-02-30T00:00:00.000Z", "2026-03-01T00:00:01.000Z"), std::nullopt);
}

TEST(Time, is_named_by_date_or_by_age) {
  const std::string now = "2026-03-10T12:00:00.000Z";
  EXPECT_EQ(parse_moment("2026-03-01", now), "2026-03-01T00:00:00.000Z");
  EXPECT_EQ(parse_moment("2026-03-01T10:00:00.000Z", now), "2026-03-01T10:00:00.000Z");
  EXPECT_EQ(parse_moment("36h", now), "2026-03-09T00:00:00.000Z");
  EXPECT_EQ(parse_moment("10d", now), "2026-02-28T12:00:00.000Z");
  EXPECT_EQ(parse_moment("2w", now), "2026-02-24T12:00:00.000Z");
  for (const auto* wrong : {"", "d", "-3d", "3x", "2026-13-01", "tomorrow", "999999999w"})
    EXPECT_EQ(parse_moment(wrong, now), std::nullopt) << wrong;
}

TEST(Time, is_told_in_a_unit_that_fits) {
  EXPECT_EQ(format_seconds(4.25), "4.2 s");
  EXPECT_EQ(format_seconds(600), "10 min");
  EXPECT_EQ(format_seconds(36000), "10.0 h");
  EXPECT_EQ(format_seconds(432000), "5.0 days");
}

} // namespace aurora::history
