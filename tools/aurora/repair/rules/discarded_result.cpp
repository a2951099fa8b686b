#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// A coroutine: its body awaits, yields or co_returns.
bool is_coroutine(const Outline& outline, const Item& function) {
  for (auto i = function.body; i < function.last; ++i)
    if (outline.tokens[i].text.starts_with("co_"))
      return true;
  return false;
}

bool is_discarded(const Symptom& symptom) {
  const auto line = headline(symptom);
  return base::contains(line, "ignoring return value") || base::contains(line, "ignoring returned value");
}

} // namespace

Proposals discarded_result(const Symptom& symptom) {
  const auto at = is_discarded(symptom) ? event_offset(symptom) : std::nullopt;
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || function->body == k_no_token)
    return {};
  const auto& outline = *symptom.outline;
  const auto token = std::min(token_at(outline.tokens, *at), outline.tokens.size() - 1);
  const auto start = statement_start(outline, token);
  auto end = start;
  while (end < function->last && outline.tokens[end].text != ";")
    end = outline.tokens[end].text == "(" && outline.partner[end] != k_no_token ? outline.partner[end] + 1
                                                                                : end + 1;
  const auto begin = outline.tokens[start].begin;
  const auto stop = outline.tokens[end].begin;
  const auto why = "The call returns something that must be waited for or looked at, and nobody does.";
  Proposals out;
  if (is_coroutine(outline, *function))
    out.push_back(single_edit(symptom.file, {begin, begin, "co_await "}, 0.85, "co_await the result", why));
  if (says(symptom, "future") || base::contains(text_between(*symptom.source, outline, start, end), "async"))
    out.push_back(
        single_edit(symptom.file, {stop, stop, ".get()"}, 0.8, "wait for the future with get()", why));
  const auto type = return_type(*symptom.source, outline, *function);
  if (type == "bool" && end + 2 < outline.tokens.size() && outline.tokens[end + 1].text == "return" &&
      outline.tokens[end + 2].text == "true") {
    const auto last = outline.tokens[end + 2];
    Proposal proposal{"return what the call says", why, 0.6, {}};
    proposal.edits[symptom.file].push_back(
        {begin, last.end, "return " + text_between(*symptom.source, outline, start, end)});
    out.push_back(std::move(proposal));
  }
  return out;
}

} // namespace aurora::repair::rules
