#include "logwatch/text.hpp"

#include <gtest/gtest.h>

namespace logwatch::text {

TEST(Text, trim_removes_blanks_at_both_ends) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim("a"), "a");
}

TEST(Text, trim_of_blanks_is_empty) {
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, split_keeps_empty_parts) {
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
}

TEST(Text, to_number_reads_whole_numbers_only) {
  EXPECT_EQ(to_number("042"), 42);
  EXPECT_FALSE(to_number("4x").has_value());
  EXPECT_FALSE(to_number("-4").has_value());
  EXPECT_FALSE(to_number("").has_value());
}

TEST(Text, padded_never_cuts) {
  EXPECT_EQ(padded("ab", 4), "ab  ");
  EXPECT_EQ(padded("abcdef", 4), "abcdef");
}

} // namespace logwatch::text
