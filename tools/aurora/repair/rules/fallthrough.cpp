#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

namespace {

/// The next `case` or `default` label from a line on.
std::size_t next_label(const Symptom& symptom, int line) {
  const auto& tokens = symptom.outline->tokens;
  for (auto i = tokens_of_line(*symptom.source, *symptom.outline, line).first; i < tokens.size(); ++i)
    if (tokens[i].text == "case" ||
        (tokens[i].text == "default" && i + 1 < tokens.size() && tokens[i + 1].text == ":"))
      return i;
  return k_no_token;
}

} // namespace

Proposals fallthrough(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool gcc = base::contains(line, "this statement may fall through");
  if (symptom.source == nullptr || (!gcc && !base::contains(line, "unannotated fall-through")))
    return {};
  const auto label = next_label(symptom, symptom.event.line);
  if (label == k_no_token)
    return {};
  const auto begin = symptom.outline->tokens[label].begin;
  const int label_line = symptom.source->position(begin).line;
  int previous = label_line - 1;
  while (previous > 1 && base::trim(symptom.source->line(previous)).empty())
    --previous;
  return {single_edit(symptom.file, symptom.source->insert_after(previous, "break;"), 0.75,
                      "add the missing break",
                      "A case runs into the next one, and nothing says that this is meant.")};
}

} // namespace aurora::repair::rules
