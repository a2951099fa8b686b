#include "aurora/repair/cxx_tokens.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

namespace {

std::string spelled(std::string_view text) {
  std::string out;
  for (const auto& token : scan_tokens(text))
    out.append(token.text).append("|");
  return out;
}

} // namespace

TEST(ScanTokens, leaves_out_comments_and_directives) {
  EXPECT_EQ(spelled("#define A {\\\n{\nint /* } */ x; // }\n"), "int|x|;|");
}

TEST(ScanTokens, keeps_brackets_inside_literals_out_of_the_way) {
  EXPECT_EQ(spelled("f(\"}\\\"\", '{', R\"x(})\" {)x\", 1'000);"),
            "f|(|\"}\\\"\"|,|'{'|,|R\"x(})\" {)x\"|,|1'000|)|;|");
}

TEST(ScanTokens, survives_what_is_never_closed) {
  EXPECT_EQ(spelled("a \"b\nc /* d"), "a|\"b|c|");
  EXPECT_EQ(spelled("R\"(x"), "R\"(x|");
  EXPECT_EQ(spelled("\"a\\"), "\"a\\|");
}

TEST(MatchBrackets, pairs_what_belongs_together_and_gives_up_on_the_rest) {
  const auto tokens = scan_tokens("{(]}");
  const auto partner = match_brackets(tokens);
  EXPECT_EQ(partner[0], 3U);
  EXPECT_EQ(partner[1], k_no_token);
  EXPECT_EQ(partner[2], k_no_token);
}

TEST(BalanceOf, counts_each_kind_of_bracket) {
  EXPECT_EQ(balance(scan_tokens("{(}")), (Balance{0, 1, 0}));
}

} // namespace aurora::repair
