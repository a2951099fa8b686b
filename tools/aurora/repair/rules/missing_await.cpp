#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_misused_task(std::string_view line) {
  return base::contains(line, "cannot convert '") || base::contains(line, "could not convert '") ||
         base::contains(line, "no viable conversion from") ||
         base::contains(line, "no match for 'operator") ||
         base::contains(line, "invalid operands to binary expression") ||
         base::contains(line, "has no member named") || base::contains(line, "no member named");
}

bool body_awaits(const Outline& outline, const Item& function) {
  for (auto i = function.body; i < function.last; ++i)
    if (outline.tokens[i].text == "co_await" || outline.tokens[i].text == "co_return" ||
        outline.tokens[i].text == "co_yield")
      return true;
  return false;
}

} // namespace

Proposals missing_await(const Symptom& symptom) {
  const auto at =
      symptom.source != nullptr && is_misused_task(headline(symptom)) ? event_offset(symptom) : std::nullopt;
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || function->body == k_no_token || !body_awaits(*symptom.outline, *function))
    return {};
  Proposals out;
  const auto& outline = *symptom.outline;
  const auto [first, last] = tokens_of_line(*symptom.source, outline, symptom.event.line);
  for (auto i = first; i + 1 < last; ++i) {
    if (outline.tokens[i].kind != TokenKind::identifier || is_keyword(outline.tokens[i].text) ||
        outline.tokens[i + 1].text != "(" || outline.partner[i + 1] == k_no_token)
      continue;
    const auto call = operand_before(outline, outline.partner[i + 1] + 1);
    if (call.first > 0 && outline.tokens[call.first - 1].text == "co_await")
      continue;
    const auto text = text_of(symptom, call);
    const auto after = outline.tokens[call.last].text;
    const bool inner = after == "." || after == "->";
    out.push_back(single_edit(
        symptom.file, replace_span(symptom, call, inner ? "(co_await " + text + ")" : "co_await " + text),
        0.78, "await " + text, "The call gives a task; its value is there only after co_await."));
  }
  return out;
}

} // namespace aurora::repair::rules
