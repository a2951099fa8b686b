#include "aurora/repair/rules/rules.hpp"

#include <array>

namespace aurora::repair::rules {

std::span<const Rule> all_rules() {
  static constexpr auto k_rules = std::to_array<Rule>({
      {"missing-std-include", missing_std_include},
      {"missing-project-include", missing_project_include},
      {"missing-qualifier", missing_qualifier},
      {"misspelled-name", misspelled_name},
      {"misspelled-include", misspelled_include},
      {"missing-return", missing_return},
      {"missing-semicolon", missing_semicolon},
      {"missing-bracket", missing_bracket},
  });
  return k_rules;
}

} // namespace aurora::repair::rules
