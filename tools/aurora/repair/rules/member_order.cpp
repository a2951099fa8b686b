#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

struct Initializer {
  std::string name;
  Span span;
  std::size_t rank = 0; ///< place of the member in its class
};

/// ": b(1), a{2}" of a constructor.
std::vector<Initializer> initializers(const Outline& outline, const Item& constructor) {
  std::vector<Initializer> list;
  auto i = after_parameters(outline, constructor);
  while (i < constructor.body && outline.tokens[i].text != ":")
    ++i;
  for (++i; i + 1 < constructor.body; ++i) {
    const auto open = i + 1;
    if (outline.partner[open] == k_no_token)
      return {};
    list.push_back({std::string(outline.tokens[i].text), {i, outline.partner[open] + 1}, 0});
    i = outline.partner[open] + 1;
  }
  return list;
}

std::vector<std::string> members_in_order(const Symptom& symptom, const Item& constructor) {
  std::vector<std::string> names;
  const auto type = constructor.in_type ? constructor.scope : constructor.scope;
  for (const auto& file : symptom.sources.files())
    if (const auto* outline = symptom.sources.outline(file))
      for (const auto& item : outline->items)
        if (item.kind == ItemKind::variable && item.in_type &&
            last_component(item.scope) == last_component(type))
          names.push_back(item.name);
  return names;
}

void sort_list(const Symptom& symptom, const std::string& file, const Item& constructor, Proposals& out) {
  const auto& outline = *symptom.sources.outline(file);
  auto list = initializers(outline, constructor);
  const auto order = members_in_order(symptom, constructor);
  for (auto& entry : list)
    entry.rank = static_cast<std::size_t>(std::find(order.begin(), order.end(), entry.name) - order.begin());
  auto sorted = list;
  base::stable_sort(sorted, [&](const auto& a, const auto& b) {
    const bool bases = a.rank == order.size() || b.rank == order.size();
    return bases ? a.rank == order.size() && b.rank != order.size() : a.rank < b.rank;
  });
  Proposal proposal{
      "initialize the members of " + constructor.name + " in their order",
      "Members are initialized in the order of their declaration, not in the order written here.",
      0.8,
      {}};
  const auto& text = *symptom.sources.text(file);
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].name != sorted[i].name)
      proposal.edits[file].push_back(
          {outline.tokens[list[i].span.first].begin, outline.tokens[list[i].span.last - 1].end,
           text_between(text, outline, sorted[i].span.first, sorted[i].span.last)});
  if (!proposal.edits.empty())
    out.push_back(std::move(proposal));
}

} // namespace

Proposals member_order(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (!base::contains(line, "will be initialized after"))
    return {};
  const auto words = quoted(line);
  const auto member = words.empty() ? std::string() : last_component(words[0]);
  Proposals out;
  for (const auto& file : symptom.sources.files()) {
    const auto* text = symptom.sources.text(file);
    if (text == nullptr || !base::contains(text->text(), member) || member.empty())
      continue;
    for (const auto& item : symptom.sources.outline(file)->items)
      if (item.kind == ItemKind::function && item.body != k_no_token && item.parameters != k_no_token &&
          item.name == last_of_scope(item))
        sort_list(symptom, file, item, out);
  }
  return out;
}

} // namespace aurora::repair::rules
