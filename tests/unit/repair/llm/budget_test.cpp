#include "aurora/repair/llm/budget.hpp"

#include <gmock/gmock.h>

namespace aurora::repair::llm {
namespace {

std::string refusal(const base::Result<long>& result) {
  return result ? "" : result.error().message;
}

TEST(Budget, admits_no_call_more_than_allowed) {
  Budget budget({.calls = 2});
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(budget.admit(10, 1000).has_value());
    budget.spend(10, 10, 1);
  }
  const auto third = budget.admit(10, 1000);
  EXPECT_THAT(refusal(third), testing::HasSubstr("calls"));
  EXPECT_EQ(third.error().code, base::ErrorCode::limit);
}

TEST(Budget, shortens_answers_to_what_is_left_of_tokens_and_money) {
  Budget tokens({.tokens = 5000});
  tokens.spend(2000, 500, 0);
  EXPECT_EQ(*tokens.admit(1000, 4096), 1500);
  EXPECT_THAT(refusal(tokens.admit(2400, 4096)), testing::HasSubstr("tokens"));
  Budget money({.cost = 0.01, .price_in = 1, .price_out = 5});
  EXPECT_EQ(*money.admit(5000, 4096), 1000); // half a cent sent, half a cent for 1,000 tokens back
  EXPECT_DOUBLE_EQ(money.spend(5000, 900, 0), 0.0095);
  EXPECT_THAT(refusal(money.admit(100, 4096)), testing::HasSubstr("money"));
}

TEST(Budget, counts_the_seconds_of_all_calls) {
  Budget budget({.seconds = 10});
  budget.spend(1, 1, 7);
  EXPECT_DOUBLE_EQ(budget.seconds_left(), 3);
  budget.spend(1, 1, 4);
  EXPECT_THAT(refusal(budget.admit(1, 1000)), testing::HasSubstr("seconds"));
  EXPECT_EQ(to_string(budget.spent()), "2 calls, 2 tokens sent, 2 received, 11.0 s, 0.0000");
}

} // namespace
} // namespace aurora::repair::llm
