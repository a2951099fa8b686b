#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

Proposals missing_override(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = base::contains(line, "can be marked override") ||
                    base::contains(line, "overrides a member function but is not marked 'override'") ||
                    base::contains(line, "overrides a destructor but is not marked 'override'");
  const auto words = told && symptom.source != nullptr ? quoted(line) : std::vector<std::string>{};
  if (words.empty())
    return {};
  const auto& outline = *symptom.outline;
  for (const auto& item : outline.items) {
    const bool here =
        item.kind == ItemKind::function && item.in_type && item.parameters != k_no_token &&
        symptom.source->position(outline.tokens[item.name_token].begin).line == symptom.event.line;
    if (!here)
      continue;
    auto end = after_parameters(outline, item);
    while (end < item.last && (outline.tokens[end].text == "const" ||
                               outline.tokens[end].text == "noexcept" || outline.tokens[end].text == "&"))
      ++end;
    const auto at = outline.tokens[end - 1].end;
    return {single_edit(symptom.file, {at, at, " override"}, 0.85, "mark " + item.name + " override",
                        "It overrides a virtual function, and the build wants that said.")};
  }
  return {};
}

} // namespace aurora::repair::rules
