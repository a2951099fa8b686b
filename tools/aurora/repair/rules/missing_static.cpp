#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

Proposals missing_static(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = base::contains(line, "no previous declaration for") ||
                    base::contains(line, "no previous prototype for");
  const auto words = told ? quoted(line) : std::vector<std::string>{};
  if (words.empty() || symptom.source == nullptr)
    return {};
  const auto name = last_component(words[0]);
  Proposals out;
  for (const auto& found : find_items(symptom.sources, ItemKind::function, name))
    if (is_header(found.file) && !found.item->in_type && found.item->body == k_no_token)
      if (auto include =
              insert_include(*symptom.source, include_spelling(symptom.sources, symptom.file, found.file)))
        out.push_back(
            single_edit(symptom.file, std::move(*include), 0.85, "include the header that declares " + name,
                        "A header declares the function that is defined here, but is not included."));
  for (const auto& item : symptom.outline->items) {
    const auto& first = symptom.outline->tokens[item.first];
    if (item.kind == ItemKind::function && item.name == name && item.body != k_no_token && !item.in_type)
      out.push_back(single_edit(symptom.file, {first.begin, first.begin, "static "}, 0.7,
                                "make " + name + " static",
                                "No header declares it, so only this file can use it."));
  }
  return out;
}

} // namespace aurora::repair::rules
