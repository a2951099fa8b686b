#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_case(const Token& token) {
  return token.text == "case" || token.text == "default";
}

/// The label of the same switch before this one.
std::size_t label_before(const Outline& outline, std::size_t label) {
  for (auto i = label; i > 0; --i) {
    const auto& before = outline.tokens[i - 1];
    if (is_case(before))
      return i - 1;
    if (before.text == "{")
      return k_no_token;
    if (before.text == "}" && outline.partner[i - 1] != k_no_token)
      i = outline.partner[i - 1] + 1;
  }
  return k_no_token;
}

} // namespace

Proposals case_scope(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr ||
      (!base::contains(line, "jump to case label") &&
       !base::contains(line, "cannot jump from switch statement to this case label")))
    return {};
  const auto& outline = *symptom.outline;
  auto label = tokens_of_line(*symptom.source, outline, symptom.event.line).first;
  while (label < outline.tokens.size() && !is_case(outline.tokens[label]))
    ++label;
  const auto before = label < outline.tokens.size() ? label_before(outline, label) : k_no_token;
  if (before == k_no_token)
    return {};
  auto colon = before;
  while (colon < label && outline.tokens[colon].text != ":")
    ++colon;
  const auto open = outline.tokens[colon].end;
  const int label_line = symptom.source->position(outline.tokens[label].begin).line;
  auto close = symptom.source->insert_before(label_line, "}");
  if (symptom.source->position(outline.tokens[before].begin).line == label_line)
    close = {outline.tokens[label].begin, outline.tokens[label].begin, "} "};
  auto proposal = single_edit(symptom.file, {open, open, " {"}, 0.85, "put the case in braces",
                              "A variable declared under one case label would be visible under the next.");
  proposal.edits[symptom.file].push_back(std::move(close));
  return {proposal};
}

} // namespace aurora::repair::rules
