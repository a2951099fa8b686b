#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

Proposals assignment_in_condition(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr ||
      (!base::contains(line, "assignment used as truth value") &&
       !base::contains(line, "using the result of an assignment as a condition")))
    return {};
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  for (auto i = first + 1; i + 1 < last; ++i) {
    const bool compound =
        tokens[i - 1].end == tokens[i].begin && tokens[i - 1].kind == TokenKind::punctuation;
    if (tokens[i].text == "=" && !compound && tokens[i + 1].text != "=")
      return {single_edit(symptom.file, {tokens[i].begin, tokens[i].end, "=="}, 0.85,
                          "compare with == in the condition",
                          "The condition assigns where it most likely has to compare.")};
  }
  return {};
}

} // namespace aurora::repair::rules
