#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_null_access(const Symptom& symptom) {
  return symptom.event.category == model::Category::crash || says(symptom, "SIGSEGV") ||
         says(symptom, "SEGV on") || says(symptom, "null pointer") || says(symptom, "Segmentation fault");
}

/// "a->b" of "a->b->c": what stands before the arrow at a token.
std::string object_before(const Symptom& symptom, std::size_t arrow) {
  const auto& outline = *symptom.outline;
  auto first = arrow;
  while (first > 0) {
    const auto& before = outline.tokens[first - 1];
    const bool bracket =
        (before.text == ")" || before.text == "]") && outline.partner[first - 1] != k_no_token;
    const bool name =
        before.kind == TokenKind::identifier && (before.text == "this" || !is_keyword(before.text));
    const bool joins = before.text == "->" || before.text == "." || before.text == "::";
    if (bracket)
      first = outline.partner[first - 1];
    else if (name || joins)
      --first;
    else
      break;
  }
  return text_between(*symptom.source, outline, first, arrow);
}

void guard_pointer(const Symptom& symptom, std::size_t token, const std::string& pointer, double confidence,
                   Proposals& out) {
  if (pointer.empty() || pointer == "this")
    return;
  const auto is_null = pointer + " == " + null_pointer(language_of(symptom.file));
  if (auto edit = guard_before(symptom, token, is_null))
    out.push_back(single_edit(
        symptom.file, std::move(*edit), confidence, "return early when " + pointer + " is null",
        "The program read through a null pointer on this line; " + pointer + " is followed there."));
  if (auto edit = guard_returning_parameter(symptom, token, is_null))
    out.push_back(single_edit(symptom.file, std::move(*edit), confidence - 0.05,
                              "return the input when " + pointer + " is null",
                              "The program read through a null pointer on this line; without it, what came "
                              "in can go out as it is."));
}

void guard_line(const Symptom& symptom, int line, double confidence, Proposals& out) {
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, line);
  std::set<std::string> done;
  for (auto i = first; i < last; ++i) {
    std::string pointer;
    if (tokens[i].text == "->")
      pointer = object_before(symptom, i);
    const bool star = tokens[i].text == "*" && i > 0 && i + 1 < last &&
                      tokens[i + 1].kind == TokenKind::identifier &&
                      tokens[i - 1].kind == TokenKind::punctuation && tokens[i - 1].text != ")" &&
                      tokens[i - 1].text != "]";
    if (star || (tokens[i].text == "*" && i > 0 && tokens[i - 1].text == "return"))
      pointer = i + 1 < tokens.size() ? std::string(tokens[i + 1].text) : std::string();
    if (!pointer.empty() && done.insert(pointer).second)
      guard_pointer(symptom, i, pointer, confidence, out);
  }
}

} // namespace

Proposals null_guard(const Symptom& symptom) {
  if (!is_null_access(symptom))
    return {};
  Proposals out;
  double confidence = 0.7;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    guard_line(look_at(symptom, event), place.line, confidence, out);
    confidence = std::max(0.3, confidence - 0.1);
  }
  return out;
}

} // namespace aurora::repair::rules
