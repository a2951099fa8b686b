#include "aurora/repair/search/expression.hpp"

#include <algorithm>

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "aurora/schemata/runtime/aurora_rt_layout.h"

namespace aurora::repair::search {
namespace {

const Vocabulary k_words{{"a", "b"}, "a < b", {0, 1, 2}};

bool offers(const std::vector<Expression>& expressions, const std::string& text) {
  return std::ranges::any_of(expressions, [&](const Expression& one) { return one.text == text; });
}

TEST(Expression, conditions_compare_terms_and_extend_the_original) {
  const auto conditions = conditions_over(k_words, 5000);
  EXPECT_TRUE(offers(conditions, "a <= b"));
  EXPECT_TRUE(offers(conditions, "(a < b) && (a == 0)"));
  EXPECT_TRUE(offers(conditions, "(a < b) || (b == 1)"));
  EXPECT_TRUE(offers(conditions, "(a % 2) == 0"));
}

TEST(Expression, what_is_made_of_a_literal_alone_is_a_literal) {
  const auto found = values_over({{"n"}, "20u", {2}}, 2000);
  std::set<std::string> texts;
  for (const auto& expression : found)
    texts.insert(expression.text);
  EXPECT_TRUE(texts.contains("10u"));
  EXPECT_TRUE(texts.contains("20u - n"));
  EXPECT_TRUE(std::ranges::none_of(texts, [](const std::string& text) { return text == "20u / 2"; }));
}

TEST(Expression, values_change_the_original_and_terms) {
  const auto values = values_over({{"a", "b"}, "a", {0, 1, 2}}, 5000);
  EXPECT_TRUE(offers(values, "a + 1"));
  EXPECT_TRUE(offers(values, "a * b"));
  EXPECT_TRUE(offers(values, "(a * b) - 1"));
  EXPECT_FALSE(offers(values, "(a)"));
}

TEST(Expression, smaller_ones_come_first_and_the_limit_holds) {
  const auto conditions = conditions_over(k_words, 50);
  EXPECT_EQ(conditions.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(conditions, {}, &Expression::cost));
}

TEST(Expression, each_has_the_value_that_its_text_says) {
  const Row row{{7, 2}, 1};
  for (const auto& one : conditions_over(k_words, 5000)) {
    if (one.text == "(a % 2) == 0") {
      EXPECT_EQ(evaluate(one.code, row), 0);
    } else if (one.text == "(a < b) && (b == 2)") {
      EXPECT_EQ(evaluate(one.code, row), 1);
    }
  }
}

TEST(Expression, division_by_zero_has_no_value) {
  const std::vector<Instruction> code = {{aurora_rt_input, 0}, {aurora_rt_input, 1}, {aurora_rt_divide, 0}};
  EXPECT_EQ(evaluate(code, {{8, 2}, 0}), 4);
  EXPECT_FALSE(evaluate(code, {{8, 0}, 0}).has_value());
}

} // namespace
} // namespace aurora::repair::search
