#include "aurora/schemata/lexer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::schemata {
namespace {

std::vector<std::string> texts(std::string_view code) {
  std::vector<std::string> found;
  for (const auto& token : lex(code))
    found.emplace_back(code.substr(token.span.begin, token.span.size()));
  return found;
}

TEST(Lexer, splits_operators_at_their_longest) {
  EXPECT_THAT(texts("a<<=b->c+++d"), testing::ElementsAre("a", "<<=", "b", "->", "c", "++", "+", "d"));
}

TEST(Lexer, keeps_strings_with_escapes_and_raw_strings_whole) {
  EXPECT_THAT(
      texts(R"x(f("a\"b", R"(q"q)", 'c', '\''))x"),
      testing::ElementsAre("f", "(", R"("a\"b")", ",", R"x(R"(q"q)")x", ",", "'c'", ",", R"('\'')", ")"));
}

TEST(Lexer, keeps_exponents_and_digit_separators_in_one_number) {
  EXPECT_THAT(texts("1e-9+0x1F+1'000"), testing::ElementsAre("1e-9", "+", "0x1F", "+", "1'000"));
}

TEST(Lexer, survives_an_open_string_and_an_open_comment) {
  EXPECT_EQ(texts("\"abc").size(), 1U);
  EXPECT_EQ(texts("/* abc").size(), 1U);
}

TEST(Flatten, drops_comments_and_line_breaks) {
  EXPECT_EQ(flatten("a = // one\n  b; /* x */ c"), "a = b; c");
}

TEST(Flatten, refuses_preprocessor_lines) {
  EXPECT_FALSE(flatten("f(a,\n#ifdef X\n b\n#endif\n)"));
}

TEST(Flatten, refuses_raw_strings_over_several_lines) {
  EXPECT_FALSE(flatten("R\"(a\nb)\""));
}

} // namespace
} // namespace aurora::schemata
