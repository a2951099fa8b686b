#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

Proposals missing_semicolon(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool wanted = base::contains(line, "expected ';'") || base::contains(line, "expected ',' or ';'") ||
                      base::contains(line, "expected unqualified-id") ||
                      base::contains(line, "two or more data types");
  const auto at = wanted ? event_offset(symptom) : std::nullopt;
  if (!at || symptom.outline->tokens.empty())
    return {};
  const auto& tokens = symptom.outline->tokens;
  // The compiler points at what follows, or just behind what precedes.
  const auto next = token_at(tokens, *at);
  if (next == 0)
    return {};
  Proposals out;
  for (const auto previous : {next - 1, next}) {
    if (previous >= tokens.size() || tokens[previous].text == ";" || tokens[previous].text == "{")
      continue;
    out.push_back(single_edit(symptom.file, {tokens[previous].end, tokens[previous].end, ";"},
                              previous < next ? 0.85 : 0.5, "add the missing ;",
                              "A statement or declaration ends here without a semicolon."));
  }
  return out;
}

} // namespace aurora::repair::rules
