#include "aurora/gate/tokens.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {

TEST(Tokenize, keeps_comments_and_strings_apart_from_code) {
  const std::string text = "a /* b */ \"c // d\" R\"x(e \" f)x\" 'g' // h\n";
  const auto stream = tokenize(text);
  ASSERT_EQ(stream.code.size(), 4U);
  EXPECT_EQ(stream.code[1].text, "c // d");
  EXPECT_EQ(stream.code[2].text, "e \" f");
  EXPECT_EQ(stream.code[3].kind, TokenKind::character);
  ASSERT_EQ(stream.comments.size(), 2U);
}

TEST(Tokenize, counts_lines_through_comments_and_raw_strings) {
  const std::string text = "/*\n\n*/ R\"(\n)\" x\n// a \\\nb\ny";
  const auto stream = tokenize(text);
  ASSERT_EQ(stream.code.size(), 3U);
  EXPECT_EQ(stream.code[1].line, 4);
  EXPECT_EQ(stream.code[2].text, "y");
  EXPECT_EQ(stream.code[2].line, 7);
}

TEST(Tokenize, is_not_confused_by_digit_separators) {
  const auto stream = tokenize("1'000'000 + system");
  ASSERT_EQ(stream.code.size(), 3U);
  EXPECT_EQ(stream.code[2].text, "system");
}

TEST(Tokenize, ends_on_every_cut_text) {
  const std::string text = "R\"ab(x)ab\" \"\\\" '\\' /* // \\";
  for (std::size_t length = 0; length <= text.size(); ++length)
    EXPECT_LE(tokenize(std::string_view(text).substr(0, length)).code.size(), length);
}

TEST(Closing, finds_the_matching_bracket) {
  const std::string text = "f(a[1], {b()})x";
  const auto stream = tokenize(text);
  const auto end = closing(stream.code, 1);
  ASSERT_LT(end + 1, stream.code.size());
  EXPECT_EQ(stream.code[end + 1].text, "x");
}

} // namespace aurora::gate
