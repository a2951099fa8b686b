#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// The operand behind a "/" or "%": a name with its members and calls, or a parenthesis.
std::string divisor_at(const Symptom& symptom, std::size_t first) {
  const auto& outline = *symptom.outline;
  auto end = first;
  while (end < outline.tokens.size()) {
    const auto& token = outline.tokens[end];
    const bool bracket = (token.text == "(" || token.text == "[") && outline.partner[end] != k_no_token;
    const bool part = token.text == "." || token.text == "->" || token.text == "::" ||
                      (token.kind == TokenKind::identifier &&
                       (end == first || outline.tokens[end - 1].kind == TokenKind::punctuation));
    if (bracket)
      end = outline.partner[end] + 1;
    else if (part)
      ++end;
    else
      break;
  }
  return text_between(*symptom.source, outline, first, end);
}

} // namespace

Proposals division_guard(const Symptom& symptom) {
  if (!says(symptom, "division by zero") && !says(symptom, "SIGFPE") && !says(symptom, "FPE on") &&
      !says(symptom, "Floating point exception"))
    return {};
  Proposals out;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    const auto here = look_at(symptom, event);
    const auto [first, last] = tokens_of_line(*here.source, *here.outline, place.line);
    for (auto i = first; i + 1 < last; ++i) {
      const auto text = here.outline->tokens[i].text;
      if (text != "/" && text != "%")
        continue;
      const bool compound = here.outline->tokens[i + 1].text == "=";
      const auto divisor = divisor_at(here, compound ? i + 2 : i + 1);
      auto edit = divisor.empty() ? std::nullopt : guard_before(here, i, divisor + " == 0");
      if (edit)
        out.push_back(single_edit(here.file, std::move(*edit), 0.7, "return early when " + divisor + " is 0",
                                  "The line divides by " + divisor + " without asking whether it is zero."));
    }
  }
  return out;
}

} // namespace aurora::repair::rules
