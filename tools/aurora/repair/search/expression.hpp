#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/repair/search/shared_map.hpp"

namespace aurora::repair::search {

/// An expression over what a hook sees, for the stack machine and as text.
struct Expression {
  std::vector<Instruction> code;
  std::string text;
  double cost = 0; ///< about its size: less is likelier
};

/// Whether the text is one name or number, which needs no parentheses.
bool is_word(std::string_view text);

/// What the stack machine of aurora_rt.h gives for it; nothing where it divides by zero.
std::optional<long long> evaluate(const std::vector<Instruction>& code, const Row& row);

struct Vocabulary {
  std::vector<std::string> inputs;  ///< texts of the values, in the order of Row::values
  std::string original;             ///< text of the hooked expression
  std::vector<long long> constants; ///< those that may be used
};

/// Conditions: comparisons of terms and of sums of terms, alone and joined with the original by && and ||.
/// Cheapest first, at most `limit`.
std::vector<Expression> conditions_over(const Vocabulary& vocabulary, std::size_t limit);

/// Integral values: terms, the original or a term changed by a term, and those changed once more. Cheapest
/// first, at most `limit`.
std::vector<Expression> values_over(const Vocabulary& vocabulary, std::size_t limit);

} // namespace aurora::repair::search
