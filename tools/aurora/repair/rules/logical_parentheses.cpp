#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_pair(const Outline& outline, std::size_t i, std::string_view sign) {
  return i + 1 < outline.tokens.size() && outline.tokens[i].text == sign &&
         outline.tokens[i + 1].text == sign && outline.tokens[i].end == outline.tokens[i + 1].begin;
}

/// "&&" at or next to the event.
std::size_t conjunction(const Symptom& symptom) {
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  const auto at = event_token(symptom);
  for (auto i = at != k_no_token && at > first ? at - 1 : first; i < last; ++i)
    if (is_pair(*symptom.outline, i, "&"))
      return i;
  return k_no_token;
}

bool ends_conjunction(const Outline& outline, std::size_t i) {
  const auto text = outline.tokens[i].text;
  return text == ";" || text == "," || text == "?" || text == ":" || text == "{" || text == "}" ||
         text == "=" || text == "return" || text == ")" || text == "(" || is_pair(outline, i, "|");
}

} // namespace

Proposals logical_parentheses(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || (!base::contains(line, "suggest parentheses around '&&' within '||'") &&
                                    !base::contains(line, "'&&' within '||'")))
    return {};
  const auto sign = conjunction(symptom);
  if (sign == k_no_token)
    return {};
  const auto& outline = *symptom.outline;
  auto first = sign;
  while (first > 0) {
    const auto before = first - 1;
    if (outline.tokens[before].text == ")" && outline.partner[before] != k_no_token)
      first = outline.partner[before];
    else if (ends_conjunction(outline, before) || (before > 0 && is_pair(outline, before - 1, "|")))
      break;
    else
      --first;
  }
  auto last = sign + 2;
  while (last < outline.tokens.size()) {
    if (outline.tokens[last].text == "(" && outline.partner[last] != k_no_token)
      last = outline.partner[last] + 1;
    else if (ends_conjunction(outline, last))
      break;
    else
      ++last;
  }
  return {single_edit(symptom.file,
                      replace_span(symptom, {first, last}, "(" + text_of(symptom, {first, last}) + ")"), 0.75,
                      "put parentheses around the &&",
                      "The meaning stays; the build wants the grouping of && and || to be visible.")};
}

} // namespace aurora::repair::rules
