#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

/// "need 'typename' before 'T::value_type'", "dependent-name 'T::value_type' is parsed as a non-type".
std::string dependent_type(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (base::contains(line, "need 'typename' before"))
    return quoted_after(line, "before ");
  if (base::contains(line, "dependent-name "))
    return quoted_after(line, "dependent-name ");
  return base::contains(line, "missing 'typename' prior to") ? quoted_after(line, "type name ")
                                                             : std::string();
}

void add_typename(const Symptom& symptom, const std::string& type, Proposals& out) {
  const auto token = find_on_line(symptom, last_component(type));
  if (token == k_no_token)
    return;
  const auto& outline = *symptom.outline;
  auto first = token;
  while (first >= 2 && outline.tokens[first - 1].text == "::") {
    first -= 2;
    if (outline.tokens[first].text == ">")
      while (first > 0 && outline.tokens[first].text != "<")
        --first;
    if (outline.tokens[first].text == "<")
      --first;
  }
  const auto at = outline.tokens[first].begin;
  out.push_back(
      single_edit(symptom.file, {at, at, "typename "}, 0.9, "write typename " + type,
                  "The name depends on a template parameter, and is a type only if the source says so."));
}

/// "t.get<int>()" → "t.template get<int>()"
void add_template(const Symptom& symptom, Proposals& out) {
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  for (auto i = first + 1; i + 1 < last; ++i) {
    const bool member = (tokens[i - 1].text == "." || tokens[i - 1].text == "->") &&
                        tokens[i + 1].text == "<" && tokens[i].kind == TokenKind::identifier &&
                        tokens[i].text != "template";
    if (member)
      out.push_back(single_edit(symptom.file, {tokens[i].begin, tokens[i].begin, "template "}, 0.75,
                                "write template " + std::string(tokens[i].text) + "<",
                                "A member template of a dependent object must be called one."));
  }
}

bool in_template(const Symptom& symptom) {
  const auto at = event_offset(symptom);
  for (const auto kind : {ItemKind::function, ItemKind::type})
    if (const auto* item = at ? enclosing(*symptom.outline, *at, kind) : nullptr;
        item != nullptr && symptom.outline->tokens[item->first].text == "template")
      return true;
  return false;
}

} // namespace

Proposals missing_typename(const Symptom& symptom) {
  if (symptom.source == nullptr)
    return {};
  Proposals out;
  const auto line = headline(symptom);
  if (const auto type = dependent_type(symptom); !type.empty())
    add_typename(symptom, type, out);
  else if ((base::contains(line, "expected primary-expression before") ||
            base::contains(line, "use 'template' keyword")) &&
           in_template(symptom))
    add_template(symptom, out);
  return out;
}

} // namespace aurora::repair::rules
