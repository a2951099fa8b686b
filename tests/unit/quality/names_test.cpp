#include "aurora/quality/names.hpp"

#include <gtest/gtest.h>

namespace aurora::quality {
namespace {

TEST(SaysNothing, of_empty_words_numbers_and_the_suites_own_name) {
  for (const auto* name : {"test", "Test1", "test_2", "works", "it works", "BasicTest", "42", "foo", "Stack",
                           "stack_test", "Case3"})
    EXPECT_TRUE(says_nothing("Stack", name)) << name;
}

TEST(SaysNothing, not_of_what_is_expected) {
  for (const auto* name : {"push", "refuses_an_empty_line", "testParsesTwo", "handlesOverflow", "größer",
                           "works without a file"})
    EXPECT_FALSE(says_nothing("Stack", name)) << name;
  EXPECT_FALSE(says_nothing("", "Stack"));
}

TEST(SoundsLikeACheck, goes_by_telling_words) {
  EXPECT_TRUE(sounds_like_a_check("verifyOrder"));
  EXPECT_TRUE(sounds_like_a_check("mock_assert_called"));
  EXPECT_FALSE(sounds_like_a_check("open"));
}

} // namespace
} // namespace aurora::quality
