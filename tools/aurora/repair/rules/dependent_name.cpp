#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/unknown_name.hpp"

namespace aurora::repair::rules {

namespace {

/// A class template with a base: where an unqualified name may mean a member of that base.
bool is_in_derived_template(const Symptom& symptom) {
  const auto at = event_offset(symptom);
  const auto* type = at ? enclosing(*symptom.outline, *at, ItemKind::type) : nullptr;
  if (type == nullptr || symptom.outline->tokens[type->first].text != "template")
    return false;
  for (auto i = type->name_token; i < type->body; ++i)
    if (symptom.outline->tokens[i].text == ":")
      return true;
  return false;
}

} // namespace

Proposals dependent_name(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = base::contains(line, "no arguments to") || is_unknown_name(symptom);
  if (!told || symptom.source == nullptr || !is_in_derived_template(symptom))
    return {};
  Proposals out;
  for (const auto& name : names_in_question(symptom)) {
    const auto token = find_on_line(symptom, name);
    if (token == k_no_token || token == 0 || symptom.outline->tokens[token - 1].text == "->")
      continue;
    const auto begin = symptom.outline->tokens[token].begin;
    out.push_back(single_edit(symptom.file, {begin, begin, "this->"}, 0.8, "write this->" + name,
                              "In a template, a member of a dependent base is only found through this->."));
  }
  return out;
}

} // namespace aurora::repair::rules
