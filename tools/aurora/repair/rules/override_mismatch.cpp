#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// Names in the base clause of a class.
std::vector<std::string> base_names(const Outline& outline, const Item& type) {
  std::vector<std::string> names;
  bool in_clause = false;
  for (auto i = type.name_token; i < type.body && i < outline.tokens.size(); ++i) {
    const auto& token = outline.tokens[i];
    in_clause = in_clause || token.text == ":";
    if (in_clause && token.kind == TokenKind::identifier && !is_keyword(token.text))
      names.emplace_back(token.text);
  }
  return names;
}

bool is_virtual(const Outline& outline, const Item& item) {
  for (auto i = item.first; i < item.name_token; ++i)
    if (outline.tokens[i].text == "virtual")
      return true;
  return has_qualifier(outline, item, "override");
}

/// Member functions of the bases of the class around the event.
std::vector<Found> base_functions(const Symptom& symptom, const Item& type) {
  std::vector<Found> found;
  for (const auto& name : base_names(*symptom.outline, type))
    for (const auto& file : symptom.sources.files())
      if (const auto* outline = symptom.sources.outline(file))
        for (const auto& item : outline->items)
          if (item.kind == ItemKind::function && item.in_type && last_of_scope(item) == name)
            found.push_back({file, &item});
  return found;
}

/// Replaces parameters and qualifiers of the overrider, and of its definition elsewhere, by the base's.
Proposal like_base(const Symptom& symptom, const Item& mine, const Found& theirs) {
  const auto& base_text = *symptom.sources.text(theirs.file);
  const auto& base_outline = *symptom.sources.outline(theirs.file);
  const auto tail = signature_tail(base_text, base_outline, *theirs.item);
  Proposal proposal{"declare " + mine.name + " as its base does: " + mine.name + tail,
                    "The function is marked override, but its signature differs from that of the base.",
                    0.85,
                    {}};
  const auto edit = [&](const std::string& file, const Item& item) {
    const auto& outline = *symptom.sources.outline(file);
    const auto old = signature_tail(*symptom.sources.text(file), outline, item);
    const auto begin = outline.tokens[item.parameters].begin;
    if (old != tail)
      proposal.edits[file].push_back({begin, begin + old.size(), tail});
  };
  edit(symptom.file, mine);
  for (const auto& found : find_items(symptom.sources, ItemKind::function, mine.name, mine.scope))
    if (found.item->body != k_no_token && found.item != &mine)
      edit(found.file, *found.item);
  return proposal;
}

void propose_name(const Symptom& symptom, const Item& mine, const std::vector<Found>& bases, Proposals& out) {
  std::vector<std::string> names;
  for (const auto& found : bases)
    names.push_back(found.item->name);
  const auto near = base::nearest(mine.name, names);
  if (!near || *near == mine.name)
    return;
  const auto& token = symptom.outline->tokens[mine.name_token];
  Proposal proposal{"spell " + mine.name + " as " + *near,
                    "No base declares '" + mine.name + "'; '" + *near + "' is the nearest virtual function.",
                    0.8,
                    {}};
  proposal.edits[symptom.file].push_back({token.begin, token.end, *near});
  for (const auto& found : find_items(symptom.sources, ItemKind::function, mine.name, mine.scope))
    if (found.item != &mine) {
      const auto& other = symptom.sources.outline(found.file)->tokens[found.item->name_token];
      proposal.edits[found.file].push_back({other.begin, other.end, *near});
    }
  out.push_back(std::move(proposal));
}

} // namespace

Proposals override_mismatch(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = (base::contains(line, "marked 'override'") && base::contains(line, "not override")) ||
                    base::contains(line, "only virtual member functions can be marked 'override'") ||
                    base::contains(line, "hides virtual member function");
  const auto at = told ? event_offset(symptom) : std::nullopt;
  const auto* mine = at ? enclosing(*symptom.outline, *at, ItemKind::type) : nullptr;
  if (mine == nullptr)
    return {};
  const auto bases = base_functions(symptom, *mine);
  Proposals out;
  for (const auto& item : symptom.outline->items) {
    const bool here = item.kind == ItemKind::function && symptom.outline->tokens[item.first].begin <= *at &&
                      *at <= symptom.outline->tokens[item.last].end;
    if (!here)
      continue;
    for (const auto& base : bases) {
      if (base.item->name != item.name)
        continue;
      const auto& outline = *symptom.sources.outline(base.file);
      const auto begin = outline.tokens[base.item->first].begin;
      if (is_virtual(outline, *base.item))
        out.push_back(like_base(symptom, item, base));
      else
        out.push_back(single_edit(base.file, {begin, begin, "virtual "}, 0.75,
                                  "make " + item.name + " of the base virtual",
                                  "A derived class overrides it, but the base does not declare it virtual."));
    }
    propose_name(symptom, item, bases, out);
  }
  return out;
}

} // namespace aurora::repair::rules
