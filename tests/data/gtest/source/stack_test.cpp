#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace {

int top(const std::vector<int>& stack) { return stack.at(stack.size() - 1); }

TEST(Stack, keeps_the_last_value_on_top) { EXPECT_EQ(top({1, 2}), 2); }

TEST(Stack, counts_values) {
  const std::vector<int> stack{1, 2, 3};
  EXPECT_EQ(stack.size(), 4U) << "after three pushes";
  EXPECT_TRUE(stack.empty());
  ASSERT_STREQ("top", "bottom");
}

TEST(Stack, refuses_top_of_nothing) { top({}); }

TEST(Stack, compares_doubles) { EXPECT_NEAR(0.1 + 0.2, 0.5, 0.01); }

TEST(Stack, names_its_values) { EXPECT_EQ(std::string("<a & \"b\">"), std::string("line one\nline two\n")); }

TEST(Stack, throws_what_it_says) {
  EXPECT_THROW(top({}), std::runtime_error);
  EXPECT_NO_THROW(top({}));
}

TEST(Stack, is_skipped_without_a_disk) { GTEST_SKIP() << "no disk here"; }

TEST(Stack, DISABLED_is_not_ready) { FAIL(); }

TEST(Stack, prints_control_characters) {
  std::printf("\x1b[31mred\x1b[0m \x01\n");
  FAIL() << "bytes \x1b[31m and ]]> inside";
}

class Sizes : public ::testing::TestWithParam<int> {};
TEST_P(Sizes, are_even) { EXPECT_EQ(GetParam() % 2, 0) << "size " << GetParam(); }
INSTANTIATE_TEST_SUITE_P(Some, Sizes, ::testing::Values(2, 3));

class Broken : public ::testing::Test {
protected:
  static void SetUpTestSuite() { FAIL() << "suite set-up failed"; }
};
TEST_F(Broken, never_sees_its_fixture) { SUCCEED(); }

TEST(Crash, DISABLED_segfaults) {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
}

TEST(Crash, DISABLED_hangs) { std::this_thread::sleep_for(std::chrono::seconds(60)); }

} // namespace
