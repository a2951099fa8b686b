#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"
#include "aurora/repair/rules/link_targets.hpp"

namespace aurora::repair::rules {

namespace {

bool is_defined(const Symptom& symptom, const Item& declared) {
  for (const auto& found : find_items(symptom.sources, declared.kind, declared.name, declared.scope))
    if (found.item->body != k_no_token)
      return true;
  return false;
}

/// "~Shape();" → "~Shape() = default;"
void default_destructor(const Symptom& symptom, const std::string& type, Proposals& out) {
  for (const auto& found : find_items(symptom.sources, ItemKind::function, "~" + type)) {
    const auto& outline = *symptom.sources.outline(found.file);
    if (found.item->body != k_no_token || is_defined(symptom, *found.item) ||
        has_qualifier(outline, *found.item, "=") || outline.tokens[found.item->last].text != ";")
      continue;
    const auto at = outline.tokens[found.item->last].begin;
    out.push_back(
        single_edit(found.file, {at, at, " = default"}, 0.85, "default the destructor of " + type,
                    "The destructor is declared but defined nowhere, so the class has no vtable either."));
  }
}

/// A virtual function without a definition was meant to be pure when others override it.
void pure_virtuals(const Symptom& symptom, const std::string& type, Proposals& out) {
  for (const auto& file : symptom.sources.headers())
    for (const auto& item : symptom.sources.outline(file)->items) {
      const auto& outline = *symptom.sources.outline(file);
      const bool candidate = item.kind == ItemKind::function && item.in_type && last_of_scope(item) == type &&
                             outline.tokens[item.first].text == "virtual" && item.body == k_no_token &&
                             item.name[0] != '~' && !has_qualifier(outline, item, "=");
      if (!candidate || is_defined(symptom, item))
        continue;
      const auto at = outline.tokens[item.last].begin;
      out.push_back(single_edit(file, {at, at, " = 0"}, 0.55, "make " + item.name + " pure virtual",
                                "The virtual function is declared but defined nowhere."));
    }
}

/// "static int total;" → "inline static int total;", with "{}" when it has no value.
void inline_static(const Symptom& symptom, const std::string& name, Proposals& out) {
  for (const auto& found : find_items(symptom.sources, ItemKind::variable, last_component(name))) {
    const auto& outline = *symptom.sources.outline(found.file);
    if (!found.item->in_type || outline.tokens[found.item->first].text != "static")
      continue;
    const auto begin = outline.tokens[found.item->first].begin;
    auto proposal =
        single_edit(found.file, {begin, begin, "inline "}, 0.82, "define " + name + " inline in its class",
                    "The static member is declared but defined nowhere.");
    const auto after = outline.tokens[found.item->name_token + 1];
    if (after.text == ";")
      proposal.edits[found.file].push_back({after.begin, after.begin, "{}"});
    out.push_back(std::move(proposal));
  }
}

} // namespace

Proposals missing_definition(const Symptom& symptom) {
  auto symbol = undefined_symbol(symptom);
  if (symbol.empty())
    return {};
  Proposals out;
  for (const auto* prefix : {"vtable for ", "typeinfo for "})
    if (symbol.starts_with(prefix)) {
      const auto type = last_component(symbol.substr(std::string_view(prefix).size()));
      default_destructor(symptom, type, out);
      pure_virtuals(symptom, type, out);
      return out;
    }
  const auto name = last_component(symbol);
  if (const auto tilde = symbol.find('~'); tilde != std::string::npos)
    default_destructor(symptom, last_component(symbol.substr(tilde + 1)), out);
  if (symbol.find('(') == std::string::npos)
    inline_static(symptom, bare_name(symbol), out);
  return out;
}

} // namespace aurora::repair::rules
