#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// "const int n = 1;" that is assigned to later.
void unlock_variable(const Symptom& symptom, const std::string& name, Proposals& out) {
  const auto& outline = *symptom.outline;
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr)
    return;
  for (const auto& local : body_locals(outline, *function)) {
    const auto& word = outline.tokens[local.statement];
    if (local.name == name && word.text == "const")
      out.push_back(single_edit(symptom.file, {word.begin, outline.tokens[local.statement + 1].begin, ""},
                                0.75, "let " + name + " change", "It is declared const but assigned to."));
  }
}

/// A const member function that changes a member: not const, or the member mutable.
void unlock_member(const Symptom& symptom, Proposals& out) {
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || !has_qualifier(*symptom.outline, *function, "const"))
    return;
  Proposal proposal{"drop the const of " + function->name,
                    "The function changes a member of its object, and says that it does not.",
                    0.75,
                    {}};
  for (const auto& found : find_items(symptom.sources, ItemKind::function, function->name, function->scope)) {
    const auto& outline = *symptom.sources.outline(found.file);
    const auto word = after_parameters(outline, *found.item);
    if (word < outline.tokens.size() && outline.tokens[word].text == "const")
      proposal.edits[found.file].push_back({outline.tokens[word - 1].end, outline.tokens[word].end, ""});
  }
  out.push_back(std::move(proposal));
}

} // namespace

Proposals const_violation(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool variable = base::contains(line, "of read-only variable") || base::contains(line, "to variable ");
  const bool told =
      variable || base::contains(line, "in read-only object") ||
      base::contains(line, "cannot assign to non-static data member within const member function");
  if (symptom.source == nullptr || !told)
    return {};
  Proposals out;
  if (variable && !quoted(line).empty())
    unlock_variable(symptom, last_component(quoted(line)[0]), out);
  else
    unlock_member(symptom, out);
  return out;
}

} // namespace aurora::repair::rules
