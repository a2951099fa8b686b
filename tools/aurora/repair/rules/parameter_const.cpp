#include "aurora/repair/rules/parameter_const.hpp"

#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

Proposal add_const_to_parameter(const Symptom& symptom, const std::string& name, std::size_t index) {
  Proposal proposal{"take parameter " + std::to_string(index + 1) + " of " + last_component(name) +
                        " as const",
                    "What is passed must not be changed, and the parameter does not promise that.",
                    0.75,
                    {}};
  const auto bare = bare_name(name);
  const auto last = last_component(name);
  const auto scope =
      bare.size() > last.size() + 2 ? bare.substr(0, bare.size() - last.size() - 2) : std::string();
  for (const auto& found : find_items(symptom.sources, ItemKind::function, last, scope)) {
    const auto& outline = *symptom.sources.outline(found.file);
    if (found.item->parameters == k_no_token)
      continue;
    const auto parameters = arguments(outline, found.item->parameters);
    if (index >= parameters.size() || outline.tokens[parameters[index].first].text == "const")
      continue;
    const auto at = outline.tokens[parameters[index].first].begin;
    proposal.edits[found.file].push_back({at, at, "const "});
  }
  return proposal;
}

} // namespace aurora::repair::rules
