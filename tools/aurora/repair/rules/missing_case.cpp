#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool lacks_case(std::string_view line) {
  return base::contains(line, "not handled in switch") ||
         base::contains(line, "not explicitly handled in switch");
}

/// The "{" of the switch at the event.
std::size_t switch_body(const Symptom& symptom) {
  const auto& tokens = symptom.outline->tokens;
  auto i = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line).first;
  while (i < tokens.size() && tokens[i].text != "switch")
    ++i;
  if (i + 1 >= tokens.size() || symptom.outline->partner[i + 1] == k_no_token)
    return k_no_token;
  const auto open = symptom.outline->partner[i + 1] + 1;
  const bool body =
      open < tokens.size() && tokens[open].text == "{" && symptom.outline->partner[open] != k_no_token;
  return body ? open : k_no_token;
}

/// "Color::" as the first case label of the body writes it.
std::string prefix_of_labels(const Symptom& symptom, std::size_t open) {
  const auto& tokens = symptom.outline->tokens;
  for (auto i = open + 1; i + 2 < symptom.outline->partner[open]; ++i) {
    if (tokens[i].text != "case")
      continue;
    auto colon = i + 1;
    while (colon < tokens.size() && tokens[colon].text != ":")
      ++colon;
    return text_between(*symptom.source, *symptom.outline, i + 1, colon - 1);
  }
  return {};
}

/// Indentation of the labels, or one level more than that of the switch.
std::string label_indent(const Symptom& symptom, std::size_t open) {
  const auto& tokens = symptom.outline->tokens;
  const auto close = symptom.outline->partner[open];
  for (auto i = open + 1; i < close; ++i)
    if (tokens[i].text == "case" || tokens[i].text == "default")
      return std::string(symptom.source->indentation(symptom.source->position(tokens[i].begin).line));
  return std::string(symptom.source->indentation(symptom.event.line)) + symptom.source->indent_unit();
}

} // namespace

Proposals missing_case(const Symptom& symptom) {
  const auto line = headline(symptom);
  const auto open = symptom.source == nullptr || !lacks_case(line) ? k_no_token : switch_body(symptom);
  if (open == k_no_token)
    return {};
  const auto close = symptom.outline->tokens[symptom.outline->partner[open]].begin;
  const int close_line = symptom.source->position(close).line;
  const auto at = symptom.source->line_begin(close_line);
  if (at + symptom.source->indentation(close_line).size() != close)
    return {};
  const auto indent = label_indent(symptom, open);
  const auto newline = std::string(symptom.source->newline());
  const auto prefix = prefix_of_labels(symptom, open);
  std::string text;
  for (const auto& name : quoted(line))
    text += indent + "case " + prefix + last_component(name) + ":" + newline;
  text += indent + symptom.source->indent_unit() + "break;" + newline;
  return {single_edit(symptom.file, {at, at, text}, 0.6, "add the missing case labels",
                      "The switch leaves enumerators out; they now do nothing, and the switch says so.")};
}

} // namespace aurora::repair::rules
