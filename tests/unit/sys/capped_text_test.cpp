#include "aurora/sys/capped_text.hpp"

#include <gtest/gtest.h>

namespace aurora::sys {

TEST(CappedText, keeps_everything_within_the_limit) {
  CappedText text(10);
  text.append("01234");
  text.append("56789");
  EXPECT_FALSE(text.truncated());
  EXPECT_EQ(text.take(), "0123456789");
}

TEST(CappedText, keeps_both_ends_whatever_the_chunks) {
  for (std::size_t chunk = 1; chunk < 30; ++chunk) {
    CappedText text(10);
    const std::string all = "first.......................last!";
    for (std::size_t at = 0; at < all.size(); at += chunk)
      text.append(std::string_view(all).substr(at, chunk));
    EXPECT_TRUE(text.truncated());
    EXPECT_EQ(text.take(), "first\n[... 23 bytes left out ...]\nlast!") << chunk;
  }
}

TEST(CappedText, keeps_nothing_at_limit_zero) {
  CappedText text(0);
  text.append("abc");
  EXPECT_TRUE(text.truncated());
  EXPECT_EQ(text.take(), "\n[... 3 bytes left out ...]\n");
}

} // namespace aurora::sys
