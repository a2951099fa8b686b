#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_told(std::string_view line) {
  return base::contains(line, "used uninitialized") || base::contains(line, "is uninitialized when used") ||
         base::contains(line, "may be uninitialized") || base::contains(line, "uninitialized whenever");
}

void initialize_local(const Symptom& symptom, const std::string& name, Proposals& out) {
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr)
    return;
  const auto braces = is_c_source(symptom.file) ? " = 0" : "{}";
  for (const auto& local : body_locals(*symptom.outline, *function)) {
    const auto& token = symptom.outline->tokens[local.token];
    if (local.name == name && symptom.outline->tokens[local.token + 1].text == ";")
      out.push_back(single_edit(symptom.file, {token.end, token.end, braces}, 0.7, "initialize " + name,
                                "It is read on a path on which nothing was assigned to it."));
  }
}

/// Members of plain type without an initializer in the classes of a file: for a bad bool or enum at run time.
void initialize_members(const Symptom& symptom, int line, Proposals& out) {
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, line);
  for (auto i = first; i < last; ++i) {
    if (symptom.outline->tokens[i].kind != TokenKind::identifier)
      continue;
    for (const auto& found :
         find_items(symptom.sources, ItemKind::variable, std::string(symptom.outline->tokens[i].text))) {
      const auto& outline = *symptom.sources.outline(found.file);
      const auto& token = outline.tokens[found.item->name_token];
      if (found.item->in_type && outline.tokens[found.item->name_token + 1].text == ";")
        out.push_back(single_edit(found.file, {token.end, token.end, "{}"}, 0.75,
                                  "initialize the member " + found.item->name,
                                  "The member is read before anything was assigned to it."));
    }
  }
}

} // namespace

Proposals uninitialized(const Symptom& symptom) {
  Proposals out;
  if (is_told(headline(symptom)) && symptom.source != nullptr) {
    const auto words = quoted(headline(symptom));
    const auto name = words.empty() ? symptom.event.symbol : last_component(words[0]);
    initialize_local(symptom, name, out);
  }
  if (says(symptom, "which is not a valid value for type") || says(symptom, "uninitialised value") ||
      says(symptom, "use-of-uninitialized-value") || is_told(headline(symptom)))
    for (const auto& place : fault_places(symptom)) {
      const auto event = moved_event(symptom.event, place);
      initialize_members(look_at(symptom, event), place.line, out);
    }
  return out;
}

} // namespace aurora::repair::rules
