#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// "int geo::Shape::area()" of g++'s note, "area" of clang's error.
std::string function_called(const Symptom& symptom) {
  if (const auto name = quoted_after(symptom.text, "in call to "); !name.empty())
    return bare_name(name);
  return bare_name(quoted_after(symptom.text, "to member function "));
}

} // namespace

Proposals missing_const(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (!base::contains(line, "discards qualifiers") && !base::contains(line, "function is not marked const"))
    return {};
  const auto name = function_called(symptom);
  const auto scope = name.size() > last_component(name).size() + 2
                         ? name.substr(0, name.size() - last_component(name).size() - 2)
                         : std::string();
  Proposal proposal{
      "make " + name + " const", "It is called on a constant object but not declared const.", 0.85, {}};
  for (const auto& found : find_items(symptom.sources, ItemKind::function, last_component(name), scope)) {
    const auto& outline = *symptom.sources.outline(found.file);
    if (found.item->scope.empty() || has_qualifier(outline, *found.item, "const"))
      continue;
    const auto at = outline.tokens[after_parameters(outline, *found.item) - 1].end;
    proposal.edits[found.file].push_back({at, at, " const"});
  }
  return proposal.edits.empty() ? Proposals{} : Proposals{proposal};
}

} // namespace aurora::repair::rules
