#pragma once

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "aurora/gate/tokens.hpp"

namespace aurora::gate {

/// How much an assertion macro of a known framework demands: 3 exact, 2 a truth value, a tolerance or any
/// exception, 1 almost nothing, 0 it only warns; nothing when the name is no assertion.
std::optional<int> assertion_strength(std::string_view macro);

struct AssertionTotals {
  int count = 0;
  int strength = 0;
  int first_line = 0; ///< of the first one counted; 0 when there is none
};

/// Over the assertion calls whose macro stands on one of the lines.
AssertionTotals count_assertions(const std::vector<Token>& tokens, const std::unordered_set<int>& lines);

} // namespace aurora::gate
