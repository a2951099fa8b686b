#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

Proposals misspelled_label(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = (base::contains(line, "label ") && base::contains(line, "used but not defined")) ||
                    base::contains(line, "use of undeclared label");
  const auto words = told ? quoted(line) : std::vector<std::string>{};
  const auto at = words.empty() ? std::nullopt : event_offset(symptom);
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || function->body == k_no_token)
    return {};
  const auto& tokens = symptom.outline->tokens;
  std::vector<std::string> labels;
  std::vector<std::size_t> uses;
  for (auto i = function->body + 1; i < function->last; ++i) {
    const auto before = tokens[i - 1].text;
    if (tokens[i].kind == TokenKind::identifier && tokens[i + 1].text == ":" &&
        (before == ";" || before == "}" || before == "{"))
      labels.emplace_back(tokens[i].text);
    if (tokens[i].text == "goto" && tokens[i + 1].text == words[0])
      uses.push_back(i + 1);
  }
  const auto near = base::nearest(words[0], labels);
  if (!near)
    return {};
  Proposals out;
  const auto why = "There is no label '" + words[0] + "'; '" + *near + "' is the nearest.";
  const bool jumped_to = text_between(*symptom.source, *symptom.outline, function->body, function->last)
                             .find("goto " + *near + ";") != std::string::npos;
  for (const auto label : find_all(*symptom.outline, *near))
    if (label > function->body && label < function->last && tokens[label + 1].text == ":" && !jumped_to)
      out.push_back(single_edit(symptom.file, {tokens[label].begin, tokens[label].end, words[0]}, 0.82,
                                "call the label " + words[0], why));
  Proposal proposal{"jump to " + *near, why, 0.8, {}};
  for (const auto use : uses)
    proposal.edits[symptom.file].push_back({tokens[use].begin, tokens[use].end, *near});
  out.push_back(std::move(proposal));
  return out;
}

} // namespace aurora::repair::rules
