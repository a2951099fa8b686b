#include "aurora/base/text.hpp"

#include <gtest/gtest.h>

namespace aurora::base {

TEST(SplitLines, drops_terminators_of_both_kinds) {
  EXPECT_EQ(split_lines("a\r\nb\n\nc"), (std::vector<std::string_view>{"a", "b", "", "c"}));
}

TEST(ParseInteger, refuses_anything_but_a_whole_number) {
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer("42x"), std::nullopt);
  EXPECT_EQ(parse_integer(""), std::nullopt);
  EXPECT_EQ(parse_integer("99999999999999999999"), std::nullopt);
}

TEST(EditDistance, counts_a_swap_as_one) {
  EXPECT_EQ(edit_distance("lenght", "length"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(Nearest, finds_the_word_that_was_meant) {
  EXPECT_EQ(nearest("polcy", {"heal", "policy", "canary"}), "policy");
  EXPECT_EQ(nearest("zzz", {"heal", "policy"}), std::nullopt);
}

TEST(ToPrintable, replaces_what_is_not_utf8) {
  EXPECT_EQ(to_printable("a\xFF"
                         "b\x1B[0m\t\xC3\xA9"),
            "a\xEF\xBF\xBD"
            "b?[0m\t\xC3\xA9");
}

TEST(ShellQuote, leaves_harmless_words_and_quotes_the_rest) {
  EXPECT_EQ(shell_quote("a/b-c.d"), "a/b-c.d");
  EXPECT_EQ(shell_quote("it's $HOME"), "'it'\\''s $HOME'");
  EXPECT_EQ(shell_quote(""), "''");
}

} // namespace aurora::base
