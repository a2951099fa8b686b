#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

Proposals missing_inline(const Symptom& symptom) {
  auto symbol = quoted_after(symptom.text, "multiple definition of ");
  if (symbol.empty() && says(symptom, "duplicate symbol: ")) {
    const auto rest = std::string_view(symptom.text).substr(symptom.text.find("duplicate symbol: ") + 18);
    symbol = rest.substr(0, rest.find('\n'));
  }
  if (symbol.empty())
    return {};
  Proposals out;
  const auto name = last_component(symbol);
  for (const auto kind : {ItemKind::function, ItemKind::variable})
    for (const auto& found : find_items(symptom.sources, kind, name)) {
      const bool defines = kind == ItemKind::variable ? !found.item->in_type : found.item->body != k_no_token;
      const auto& first = symptom.sources.outline(found.file)->tokens[found.item->first];
      if (!defines || !is_header(found.file) || first.text == "inline" || first.text == "extern" ||
          first.text == "template" || first.text == "constexpr")
        continue;
      out.push_back(single_edit(found.file, {first.begin, first.begin, "inline "}, 0.88,
                                "make " + name + " inline",
                                "It is defined in a header that several sources include."));
    }
  return out;
}

} // namespace aurora::repair::rules
