#include "aurora/ctest/split_command.hpp"

#include <gtest/gtest.h>

namespace aurora::ctest {

using Words = std::vector<std::string>;

TEST(SplitCommand, keeps_quoted_blanks_in_one_word) {
  EXPECT_EQ(split_command(R"(-DNAME=\"a\ b\" -I"/x y" 'it is')"),
            (Words{R"(-DNAME="a b")", "-I/x y", "it is"}));
}

TEST(SplitCommand, knows_no_words_in_blanks) {
  EXPECT_EQ(split_command("  \t "), Words{});
}

TEST(SplitCommand, keeps_an_empty_quoted_word) {
  EXPECT_EQ(split_command("-x ''"), (Words{"-x", ""}));
}

TEST(SplitCommand, ends_at_the_end_of_an_unclosed_quote) {
  EXPECT_EQ(split_command("a \"b c"), (Words{"a", "b c"}));
}

} // namespace aurora::ctest
