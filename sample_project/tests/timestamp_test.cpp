#include "logwatch/timestamp.hpp"

#include <gtest/gtest.h>

namespace logwatch {

TEST(Timestamp, counts_seconds_since_1970) {
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_timestamp("1970-01-02T00:00:01Z"), 86401);
  EXPECT_EQ(parse_timestamp("2026-03-14T09:26:53Z"), 1773480413);
}

TEST(Timestamp, knows_leap_years) {
  EXPECT_TRUE(parse_timestamp("2024-02-29T00:00:00Z").has_value());
  EXPECT_TRUE(parse_timestamp("2000-02-29T00:00:00Z").has_value());
  EXPECT_FALSE(parse_timestamp("2100-02-29T00:00:00Z").has_value());
  EXPECT_FALSE(parse_timestamp("2026-02-29T00:00:00Z").has_value());
}

TEST(Timestamp, refuses_times_that_do_not_exist) {
  EXPECT_FALSE(parse_timestamp("2026-13-01T00:00:00Z").has_value());
  EXPECT_FALSE(parse_timestamp("2026-04-31T00:00:00Z").has_value());
  EXPECT_FALSE(parse_timestamp("2026-01-01T24:00:00Z").has_value());
  EXPECT_FALSE(parse_timestamp("2026-01-01T23:60:00Z").has_value());
  EXPECT_TRUE(parse_timestamp("2026-01-01T23:59:59Z").has_value());
}

TEST(Timestamp, refuses_other_forms) {
  EXPECT_FALSE(parse_timestamp("2026-03-14 09:26:53").has_value());
  EXPECT_FALSE(parse_timestamp("").has_value());
}

TEST(Timestamp, formats_what_it_parsed) {
  for (const auto* text : {"1970-01-01T00:00:00Z", "2000-12-31T23:59:59Z", "2024-02-29T12:34:56Z"})
    EXPECT_EQ(format_timestamp(parse_timestamp(text).value()), text);
}

} // namespace logwatch
