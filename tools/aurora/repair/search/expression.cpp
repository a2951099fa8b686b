#include "aurora/repair/search/expression.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/schemata/runtime/aurora_rt_layout.h"

namespace aurora::repair::search {

namespace {

struct Operator {
  long long op;
  std::string_view text;
  double cost;
  bool commutes;
};

constexpr std::array<Operator, 5> k_arithmetic = {{{aurora_rt_add, "+", 0.6, true},
                                                   {aurora_rt_subtract, "-", 0.6, false},
                                                   {aurora_rt_multiply, "*", 0.9, true},
                                                   {aurora_rt_divide, "/", 1.1, false},
                                                   {aurora_rt_modulo, "%", 1.1, false}}};
constexpr std::array<Operator, 4> k_comparisons = {{{aurora_rt_less, "<", 0.3, false},
                                                    {aurora_rt_less_equal, "<=", 0.4, false},
                                                    {aurora_rt_equal, "==", 0.3, true},
                                                    {aurora_rt_not_equal, "!=", 0.5, true}}};
constexpr Operator k_and = {aurora_rt_and, "&&", 0.5, true};
constexpr Operator k_or = {aurora_rt_or, "||", 0.6, true};

/// Throwing away a long condition is less likely than adding to it.
constexpr double k_loss_per_character = 0.04;

long long wrapping(long long op, long long left, long long right) {
  const auto a = static_cast<unsigned long long>(left);
  const auto b = static_cast<unsigned long long>(right);
  if (op == aurora_rt_add)
    return static_cast<long long>(a + b);
  return static_cast<long long>(op == aurora_rt_subtract ? a - b : a * b);
}

long long apply(long long op, long long left, long long right) {
  switch (op) {
  case aurora_rt_divide:
    return right == -1 ? wrapping(aurora_rt_subtract, 0, left) : left / right;
  case aurora_rt_modulo:
    return right == -1 ? 0 : left % right;
  case aurora_rt_less:
    return left < right ? 1 : 0;
  case aurora_rt_less_equal:
    return left <= right ? 1 : 0;
  case aurora_rt_equal:
    return left == right ? 1 : 0;
  case aurora_rt_not_equal:
    return left != right ? 1 : 0;
  case aurora_rt_and:
    return left != 0 && right != 0 ? 1 : 0;
  case aurora_rt_or:
    return left != 0 || right != 0 ? 1 : 0;
  default:
    return wrapping(op, left, right);
  }
}

bool divides(long long op) {
  return op == aurora_rt_divide || op == aurora_rt_modulo;
}

bool is_constant(const Expression& expression) {
  return expression.code.size() == 1 && expression.code.front().op == aurora_rt_constant;
}

std::string in_parentheses(const Expression& expression) {
  return expression.code.size() == 1 ? expression.text : "(" + expression.text + ")";
}

Expression combine(const Expression& left, const Operator& with, const Expression& right) {
  Expression result;
  result.code = left.code;
  result.code.insert(result.code.end(), right.code.begin(), right.code.end());
  result.code.push_back({with.op, 0});
  result.text = fmt::format("{} {} {}", in_parentheses(left), with.text, in_parentheses(right));
  result.cost = left.cost + right.cost + with.cost;
  return result;
}

/// x + 0, x * 1 and the like say nothing new.
bool is_idle(const Operator& with, const Expression& right) {
  if (!is_constant(right))
    return false;
  const auto value = right.code.front().argument;
  return value == 0 || value < 0 || (value == 1 && with.op != aurora_rt_add && with.op != aurora_rt_subtract);
}

Expression original_of(const Vocabulary& vocabulary) {
  const auto& text = vocabulary.original;
  return {{{aurora_rt_original, 0}}, is_word(text) ? text : "(" + text + ")", 0.8};
}

/// "20u / 2" is "10u": what is made of the original alone, where that is a decimal literal, is written as the
/// number it is.
void fold_literal(const Vocabulary& vocabulary, std::vector<Expression>& found) {
  const auto& text = vocabulary.original;
  const auto digits = text.find_last_not_of("uUlL") + 1;
  const auto value = base::parse_integer(text.substr(0, digits));
  if (!value || (text.front() == '0' && digits > 1))
    return;
  for (auto& expression : found) {
    const bool known = std::ranges::none_of(expression.code,
                                            [](const Instruction& one) { return one.op == aurora_rt_input; });
    const auto result = known ? evaluate(expression.code, {{}, *value}) : std::nullopt;
    if (result && *result >= 0)
      expression.text = std::to_string(*result) + text.substr(digits);
  }
}

std::vector<Expression> variables_of(const Vocabulary& vocabulary) {
  std::vector<Expression> terms;
  for (std::size_t i = 0; i < vocabulary.inputs.size() && i < AURORA_RT_INPUTS; ++i)
    terms.push_back({{{aurora_rt_input, static_cast<long long>(i)}},
                     vocabulary.inputs[i],
                     0.5 + 0.1 * static_cast<double>(i)});
  return terms;
}

std::vector<Expression> constants_of(const Vocabulary& vocabulary) {
  std::vector<Expression> terms;
  for (const auto value : vocabulary.constants)
    terms.push_back({{{aurora_rt_constant, value}},
                     value < 0 ? fmt::format("({})", value) : std::to_string(value),
                     value == 0 || value == 1 ? 0.6 : 1.0});
  return terms;
}

void combine_all(const std::vector<Expression>& lefts, const std::vector<Expression>& rights,
                 std::vector<Expression>& found) {
  for (const auto& left : lefts)
    for (const auto& right : rights)
      for (const auto& with : k_arithmetic)
        if (left.code != right.code && !is_idle(with, right) &&
            !(with.commutes && !is_constant(right) && right.text < left.text))
          found.push_back(combine(left, with, right));
}

void keep_cheapest(std::vector<Expression>& expressions, std::size_t limit) {
  base::stable_sort_by(expressions, &Expression::cost);
  if (expressions.size() > limit)
    expressions.resize(limit);
}

/// Comparisons of each left term with each right one.
void compare_all(const std::vector<Expression>& lefts, const std::vector<Expression>& rights,
                 std::vector<Expression>& found) {
  for (const auto& left : lefts)
    for (const auto& right : rights)
      for (const auto& with : k_comparisons) {
        if (left.code == right.code || (with.commutes && !is_constant(right) && right.text < left.text))
          continue;
        found.push_back(combine(left, with, right));
        if (!with.commutes && is_constant(right))
          found.push_back(combine(right, with, left));
      }
}

template <class... Lists>
std::vector<Expression> joined(const Lists&... lists) {
  std::vector<Expression> all;
  (all.insert(all.end(), lists.begin(), lists.end()), ...);
  return all;
}

} // namespace

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, base::is_identifier_char);
}

std::optional<long long> evaluate(const std::vector<Instruction>& code, const Row& row) {
  std::vector<long long> stack;
  for (const auto& [op, argument] : code) {
    if (op == aurora_rt_input)
      stack.push_back(row.values.at(static_cast<std::size_t>(argument)));
    else if (op == aurora_rt_constant)
      stack.push_back(argument);
    else if (op == aurora_rt_original)
      stack.push_back(row.original);
    else if (stack.size() >= 2) {
      const auto right = stack.back();
      stack.pop_back();
      if (divides(op) && right == 0)
        return std::nullopt;
      stack.back() = apply(op, stack.back(), right);
    }
  }
  return stack.empty() ? std::nullopt : std::optional(stack.back());
}

std::vector<Expression> conditions_over(const Vocabulary& vocabulary, std::size_t limit) {
  const auto variables = variables_of(vocabulary);
  const auto constants = constants_of(vocabulary);
  const auto terms = joined(variables, constants);
  std::vector<Expression> sums;
  combine_all(variables, terms, sums);
  keep_cheapest(sums, 120);
  std::vector<Expression> atoms;
  compare_all(variables, terms, atoms);
  compare_all(sums, terms, atoms);
  keep_cheapest(atoms, limit);
  std::vector<Expression> found;
  const auto original = original_of(vocabulary);
  for (const auto& atom : atoms) {
    found.push_back(combine(original, k_and, atom));
    found.push_back(combine(original, k_or, atom));
    found.push_back(atom);
    found.back().cost += 1.0 + k_loss_per_character * static_cast<double>(vocabulary.original.size());
  }
  keep_cheapest(found, limit);
  return found;
}

std::vector<Expression> values_over(const Vocabulary& vocabulary, std::size_t limit) {
  const std::vector<Expression> original = {original_of(vocabulary)};
  const auto variables = joined(original, variables_of(vocabulary));
  const auto constants = constants_of(vocabulary);
  const auto terms = joined(variables, constants);
  std::vector<Expression> sums;
  combine_all(variables, terms, sums);
  combine_all(constants, variables, sums);
  auto inner = sums;
  keep_cheapest(inner, 80);
  std::vector<Expression> nested;
  combine_all(inner, terms, nested);
  auto found = joined(terms, sums, nested);
  std::erase_if(found,
                [&](const Expression& expression) { return expression.code == original.front().code; });
  keep_cheapest(found, limit);
  fold_literal(vocabulary, found);
  return found;
}

} // namespace aurora::repair::search
