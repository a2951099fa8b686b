#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"
#include "aurora/repair/rules/link_targets.hpp"

namespace aurora::repair::rules {

namespace {

bool same_parameters(const Symptom& symptom, const Found& member, const std::string& file, const Item& item) {
  const auto& outline = *symptom.sources.outline(member.file);
  return member.item->parameters != k_no_token && item.parameters != k_no_token &&
         parameter_types(outline, *member.item) == parameter_types(*symptom.sources.outline(file), item);
}

/// "char* ParseName(char* p) {" → "char* StrPair::ParseName(char* p) {", with the qualifiers of the
/// declaration.
void put_into_class(const Symptom& symptom, const std::string& file, const Item& item, Proposals& out) {
  const auto& outline = *symptom.sources.outline(file);
  for (const auto& member : find_items(symptom.sources, ItemKind::function, item.name)) {
    if (!member.item->in_type || member.item->body != k_no_token ||
        !same_parameters(symptom, member, file, item))
      continue;
    const auto type = last_of_scope(*member.item);
    const auto& there = *symptom.sources.outline(member.file);
    const auto at = outline.tokens[item.name_token].begin;
    auto proposal = single_edit(file, {at, at, type + "::"}, 0.86, "define " + type + "::" + item.name,
                                type + " declares '" + item.name +
                                    "', but it is defined here as a function outside the class.");
    const auto behind = after_parameters(outline, item) - 1;
    if (has_qualifier(there, *member.item, "const") && !has_qualifier(outline, item, "const"))
      proposal.edits[file].push_back({outline.tokens[behind].end, outline.tokens[behind].end, " const"});
    out.push_back(std::move(proposal));
  }
}

bool stands_free(const Item& item) {
  return item.kind == ItemKind::function && item.body != k_no_token && !item.in_type &&
         item.name_token != k_no_token;
}

/// The function whose body the compiler does not understand because it is no member.
void from_body(const Symptom& symptom, Proposals& out) {
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || !stands_free(*function) ||
      symptom.outline->tokens[function->name_token - (function->name_token > 0 ? 1 : 0)].text == "::")
    return;
  put_into_class(symptom, symptom.file, *function, out);
}

/// The member that the linker misses, defined without its class.
void from_linker(const Symptom& symptom, Proposals& out) {
  const auto symbol = undefined_symbol(symptom);
  const auto name = bare_name(symbol);
  const auto last = last_component(name);
  if (name.size() <= last.size() + 2)
    return;
  for (const auto& found : find_items(symptom.sources, ItemKind::function, last)) {
    const auto& outline = *symptom.sources.outline(found.file);
    const auto before = found.item->name_token;
    if (stands_free(*found.item) && before > 0 && outline.tokens[before - 1].text != "::")
      put_into_class(symptom, found.file, *found.item, out);
  }
}

} // namespace

Proposals class_scope(const Symptom& symptom) {
  Proposals out;
  const auto line = headline(symptom);
  if (symptom.event.category == model::Category::link)
    from_linker(symptom, out);
  else if (symptom.source != nullptr &&
           (base::contains(line, "was not declared in this scope") ||
            base::contains(line, "undeclared identifier") || base::contains(line, "invalid use of 'this'") ||
            base::contains(line, "non-member function") || base::contains(line, "'this' is unavailable") ||
            base::contains(line, "invalid use of non-static") || base::contains(line, "without object") ||
            base::contains(line, "unused parameter") || base::contains(line, "defined but not used")))
    from_body(symptom, out);
  return out;
}

} // namespace aurora::repair::rules
