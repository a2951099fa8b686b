#include "logwatch/parser.hpp"

#include <gtest/gtest.h>

namespace logwatch {

TEST(Parser, reads_time_level_service_and_message) {
  const auto record = parse_line("1970-01-01T00:01:00Z WARN auth: slow login");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->time, 60);
  EXPECT_EQ(record->level, Level::warn);
  EXPECT_EQ(record->service, "auth");
  EXPECT_EQ(record->message, "slow login");
  EXPECT_TRUE(record->fields.empty());
}

TEST(Parser, reads_fields_behind_the_message) {
  const auto record = parse_line("1970-01-01T00:00:00Z INFO shop: order placed user=ada ms=12");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->message, "order placed");
  EXPECT_EQ(record->fields.at("user"), "ada");
  EXPECT_EQ(number_field(*record, "ms"), 12);
}

TEST(Parser, reads_values_in_quotes) {
  const auto record = parse_line(R"(1970-01-01T00:00:00Z INFO db: x table="open orders" ms=3)");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->fields.at("table"), "open orders");
  EXPECT_EQ(record->fields.at("ms"), "3");
}

TEST(Parser, understands_escapes_in_quotes) {
  const auto record = parse_line(R"(1970-01-01T00:00:00Z INFO db: x said="a \"b\" \\ c" ms=3)");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->fields.at("said"), R"(a "b" \ c)");
  EXPECT_EQ(record->fields.at("ms"), "3");
}

TEST(Parser, refuses_what_is_no_record) {
  EXPECT_FALSE(parse_line("").has_value());
  EXPECT_FALSE(parse_line("hello world").has_value());
  EXPECT_FALSE(parse_line("1970-01-01T00:00:00Z LOUD shop: x").has_value());
  EXPECT_FALSE(parse_line("1970-01-01T00:00:00Z INFO shop x").has_value());
}

TEST(Parser, a_field_that_is_no_number_has_no_number) {
  const auto record = parse_line("1970-01-01T00:00:00Z INFO shop: x ms=fast");
  ASSERT_TRUE(record.has_value());
  EXPECT_FALSE(number_field(*record, "ms").has_value());
  EXPECT_FALSE(number_field(*record, "other").has_value());
}

} // namespace logwatch
