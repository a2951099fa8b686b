#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"

namespace aurora::repair::rules {

Proposals sign_compare(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || (!base::contains(line, "different signedness") &&
                                    !base::contains(line, "comparison of integers of different signs")))
    return {};
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  for (auto i = first; i + 4 < last; ++i) {
    // for (int i = 0; …)
    const bool loop = tokens[i].text == "for" && tokens[i + 1].text == "(" && tokens[i + 2].text == "int" &&
                      tokens[i + 4].text == "=";
    if (!loop)
      continue;
    auto proposal =
        single_edit(symptom.file, {tokens[i + 2].begin, tokens[i + 2].end, "std::size_t"}, 0.8,
                    "count with std::size_t", "A signed counter is compared with an unsigned size.");
    if (auto include = insert_include(*symptom.source, "<cstddef>"))
      proposal.edits[symptom.file].push_back(std::move(*include));
    return {proposal};
  }
  return {};
}

} // namespace aurora::repair::rules
