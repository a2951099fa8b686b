#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

Proposals missing_void(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || !is_c_source(symptom.file) ||
      (!base::contains(line, "function declaration isn't a prototype") &&
       !base::contains(line, "function declaration is not a prototype")))
    return {};
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  for (auto i = first; i + 1 < last; ++i)
    if (tokens[i].text == "(" && tokens[i + 1].text == ")")
      return {single_edit(symptom.file, {tokens[i].end, tokens[i].end, "void"}, 0.85,
                          "say (void) for no parameters",
                          "In C, empty parentheses declare a function of unknown parameters.")};
  return {};
}

} // namespace aurora::repair::rules
