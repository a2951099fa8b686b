#include "aurora/repair/rules/unknown_name.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"

namespace aurora::repair::rules {

namespace {

void add_names(const Outline& outline, std::set<std::string>& names) {
  for (const auto& item : outline.items) {
    if (!item.name.empty() && base::is_identifier_char(item.name[0]))
      names.insert(item.name);
    names.insert(item.enumerators.begin(), item.enumerators.end());
  }
}

} // namespace

bool is_unknown_name(const Symptom& symptom) {
  static constexpr auto k_phrases = std::to_array<std::string_view>({"was not declared in this scope",
                                                                     "does not name a type",
                                                                     "does not name a template type",
                                                                     "is not a member of",
                                                                     "has not been declared",
                                                                     "use of undeclared identifier",
                                                                     "unknown type name",
                                                                     "no member named",
                                                                     "no type named",
                                                                     "no template named",
                                                                     "has no member named",
                                                                     "undeclared (first use",
                                                                     "is not a class, namespace",
                                                                     "is not a class or namespace",
                                                                     "implicit declaration of function",
                                                                     "does not have any field named",
                                                                     "does not name a non-static data member",
                                                                     "is not a namespace-name",
                                                                     "expected namespace name",
                                                                     "unknown class name",
                                                                     "expected class name",
                                                                     "expected class-name",
                                                                     "is not a template"});
  const auto line = headline(symptom);
  return std::any_of(k_phrases.begin(), k_phrases.end(),
                     [&](auto phrase) { return base::contains(line, phrase); });
}

std::vector<std::string> visible_names(const Symptom& symptom) {
  std::set<std::string> names;
  if (symptom.outline == nullptr)
    return {};
  add_names(*symptom.outline, names);
  for (const auto& header : symptom.sources.headers())
    if (const auto* outline = symptom.sources.outline(header))
      add_names(*outline, names);
  if (const auto at = event_offset(symptom))
    if (const auto* function = enclosing(*symptom.outline, *at, ItemKind::function))
      for (auto& name : local_names(*symptom.outline, *function))
        names.insert(std::move(name));
  return {names.begin(), names.end()};
}

} // namespace aurora::repair::rules
