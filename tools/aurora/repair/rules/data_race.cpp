#include "aurora/repair/rules/rules.hpp"

#include <array>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool can_be_atomic(std::string_view type) {
  static constexpr auto k_types = std::to_array<std::string_view>(
      {"int", "long", "unsigned", "bool", "std::size_t", "size_t", "std::uint64_t", "uint64_t",
       "std::int64_t", "int64_t", "std::uint32_t", "std::int32_t", "unsigned int", "unsigned long",
       "long long", "char"});
  for (const auto known : k_types)
    if (known == type)
      return true;
  return false;
}

/// "int m_count = 0;" → "std::atomic<int> m_count = 0;"
void make_atomic(const Symptom& symptom, const Found& variable, Proposals& out) {
  const auto& outline = *symptom.sources.outline(variable.file);
  const auto& text = *symptom.sources.text(variable.file);
  auto first = variable.item->first;
  while (outline.tokens[first].text == "static" || outline.tokens[first].text == "inline" ||
         outline.tokens[first].text == "mutable")
    ++first;
  const auto type = text_between(text, outline, first, variable.item->name_token);
  if (!can_be_atomic(type))
    return;
  auto proposal =
      single_edit(variable.file,
                  {outline.tokens[first].begin, outline.tokens[variable.item->name_token - 1].end,
                   "std::atomic<" + type + ">"},
                  0.75, "make " + variable.item->name + " atomic",
                  "Two threads use it at once and one of them writes; as an atomic, each access is whole.");
  if (auto include = insert_include(text, "<atomic>"))
    proposal.edits[variable.file].push_back(std::move(*include));
  out.push_back(std::move(proposal));
}

} // namespace

Proposals data_race(const Symptom& symptom) {
  if (!says(symptom, "data race"))
    return {};
  Proposals out;
  std::set<std::string> done;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    const auto here = look_at(symptom, event);
    const auto [first, last] = tokens_of_line(*here.source, *here.outline, place.line);
    for (auto i = first; i < last; ++i)
      if (const std::string name(here.outline->tokens[i].text);
          here.outline->tokens[i].kind == TokenKind::identifier && !is_keyword(name) &&
          done.insert(name).second)
        for (const auto& found : find_items(symptom.sources, ItemKind::variable, name))
          make_atomic(symptom, found, out);
  }
  return out;
}

} // namespace aurora::repair::rules
