#include "aurora/gate/rule.hpp"

#include "aurora/base/text.hpp"
#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate {

bool FileView::added(std::size_t first, std::size_t last) const {
  if (first >= after.code.size())
    return false;
  const auto end = last < after.code.size() ? after.code[last].line : after.code.back().line;
  for (auto line = after.code[first].line; line <= end; ++line)
    if (added(line))
      return true;
  return false;
}

void Findings::add(model::Severity severity, int line, std::string message) {
  m_out.push_back({std::string(m_rule), severity, std::move(message), m_file.change.path, line});
}

void Findings::add_risky(int line, std::string message) {
  add(m_file.automated() ? model::Severity::error : model::Severity::warning, line, std::move(message));
}

const std::vector<Rule>& pattern_rules() {
  static const std::vector<Rule> all{
      {"added-secret", rules::secret},
      {"disabled-code", rules::disabled_code},
      {"disabled-test", rules::disabled_test},
      {"early-exit", rules::early_exit},
      {"error-hiding-cast", rules::error_hiding_cast},
      {"goto", rules::goto_statement},
      {"invisible-character", rules::invisible_character},
      {"process-execution", rules::process_execution},
      {"relaxed-build", rules::relaxed_build},
      {"removed-assertion", rules::removed_assertion},
      {"sanitizer-off", rules::sanitizer_off},
      {"sleep-in-test", rules::sleep_in_test},
      {"suppressed-warning", rules::suppressed_warning},
      {"swallowed-exception", rules::swallowed_exception},
      {"test-detection", rules::test_detection},
      {"test-registration", rules::test_registration},
      {"vacuous-assertion", rules::vacuous_assertion},
      {"volatile", rules::volatile_hack},
      {"weakened-assertion", rules::weakened_assertion},
  };
  return all;
}

} // namespace aurora::gate
