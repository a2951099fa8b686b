#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

const Item* definition_at(const Symptom& symptom) {
  const auto at = event_offset(symptom);
  return at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
}

std::string default_free_tail(const SourceText& source, const Outline& outline, const Item& item) {
  auto tail = signature_tail(source, outline, item);
  for (auto equals = tail.find(" = "); equals != std::string::npos; equals = tail.find(" = "))
    tail.erase(equals, tail.find_first_of(",)", equals) - equals);
  return tail;
}

void match_tails(const Symptom& symptom, const Item& definition, const Found& declared, Proposals& out) {
  const auto& header = *symptom.sources.text(declared.file);
  const auto& outline = *symptom.sources.outline(declared.file);
  const auto mine = signature_tail(*symptom.source, *symptom.outline, definition);
  const auto theirs = signature_tail(header, outline, *declared.item);
  const auto wanted = default_free_tail(header, outline, *declared.item);
  if (mine == wanted)
    return;
  const auto begin = symptom.outline->tokens[definition.parameters].begin;
  const auto other = outline.tokens[declared.item->parameters].begin;
  const bool same_parameters =
      parameter_types(*symptom.outline, definition) == parameter_types(outline, *declared.item);
  out.push_back(single_edit(symptom.file, {begin, begin + mine.size(), wanted}, same_parameters ? 0.85 : 0.7,
                            "define " + definition.name + wanted + " as it is declared",
                            "The definition's parameters or qualifiers differ from the declaration."));
  out.push_back(single_edit(declared.file, {other, other + theirs.size(), mine},
                            theirs == wanted ? 0.72 : 0.5,
                            "declare " + definition.name + mine + " as it is defined",
                            "The declaration's parameters or qualifiers differ from the definition."));
}

void match_return_types(const Symptom& symptom, const Item& definition, const Found& declared,
                        Proposals& out) {
  const auto& outline = *symptom.sources.outline(declared.file);
  const auto mine = return_type(*symptom.source, *symptom.outline, definition);
  const auto theirs = return_type(*symptom.sources.text(declared.file), outline, *declared.item);
  const auto at = symptom.source->text().find(mine, symptom.outline->tokens[definition.first].begin);
  if (mine == theirs || mine.empty() || theirs.empty() || at == std::string::npos)
    return;
  out.push_back(single_edit(symptom.file, {at, at + mine.size(), theirs}, 0.8,
                            "return " + theirs + " from " + definition.name,
                            "The definition returns " + mine + ", the declaration says " + theirs + "."));
}

void spell_like_member(const Symptom& symptom, const Item& definition, Proposals& out) {
  std::vector<std::string> names;
  for (const auto& file : symptom.sources.files())
    if (const auto* outline = symptom.sources.outline(file))
      for (const auto& item : outline->items)
        if (item.kind == ItemKind::function && item.in_type &&
            last_of_scope(item) == last_of_scope(definition))
          names.push_back(item.name);
  const auto near = base::nearest(definition.name, names);
  const auto& token = symptom.outline->tokens[definition.name_token];
  if (near && *near != definition.name)
    out.push_back(single_edit(symptom.file, {token.begin, token.end, *near}, 0.8,
                              "define " + *near + " instead of " + definition.name,
                              "The class declares no '" + definition.name + "'; '" + *near +
                                  "' is the nearest member."));
}

} // namespace

Proposals declaration_mismatch(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = base::contains(line, "no declaration matches") ||
                    base::contains(line, "does not match any declaration in") ||
                    base::contains(line, "does not match any in class") ||
                    base::contains(line, "ambiguating new declaration of") ||
                    base::contains(line, "must be named differently") ||
                    base::contains(line, "differ only in their return type") ||
                    base::contains(line, "differs from the declaration") ||
                    base::contains(line, "differs from that in the declaration");
  const auto* definition = told ? definition_at(symptom) : nullptr;
  if (definition == nullptr || definition->parameters == k_no_token)
    return {};
  Proposals out;
  for (const auto& found :
       find_items(symptom.sources, ItemKind::function, definition->name, definition->scope))
    if (found.item != definition && found.item->body == k_no_token) {
      match_return_types(symptom, *definition, found, out);
      match_tails(symptom, *definition, found, out);
    }
  if (out.empty())
    spell_like_member(symptom, *definition, out);
  return out;
}

} // namespace aurora::repair::rules
