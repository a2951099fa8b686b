#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

Proposals narrowing(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || !base::contains(line, "narrowing conversion of"))
    return {};
  const auto words = quoted(line); // 'x' from 'double' to 'int'
  if (words.size() < 3)
    return {};
  // g++ writes casts into the expression: "(double)x" or "v.std::vector<int>::size()".
  const auto name = last_component(
      words[0].substr(words[0].rfind(')') == words[0].size() - 1 ? 0 : words[0].rfind(')') + 1));
  const auto token = find_on_line(symptom, name);
  if (token == k_no_token)
    return {};
  const auto& outline = *symptom.outline;
  auto first = token;
  while (first >= 2 && (outline.tokens[first - 1].text == "." || outline.tokens[first - 1].text == "->" ||
                        outline.tokens[first - 1].text == "::"))
    first -= 2;
  auto last = token + 1;
  while (last < outline.tokens.size() && outline.tokens[last].text != "," &&
         outline.tokens[last].text != "}" && outline.tokens[last].text != ";")
    last = outline.tokens[last].text == "(" && outline.partner[last] != k_no_token ? outline.partner[last] + 1
                                                                                   : last + 1;
  const auto text = text_between(*symptom.source, outline, first, last);
  return {single_edit(symptom.file,
                      {outline.tokens[first].begin, outline.tokens[last - 1].end,
                       "static_cast<" + words[2] + ">(" + text + ")"},
                      0.65, "convert " + text + " to " + words[2] + " explicitly",
                      "Braces refuse a conversion that may lose value; the cast says that it is meant.")};
}

} // namespace aurora::repair::rules
