#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"
#include "aurora/repair/rules/unknown_name.hpp"

namespace aurora::repair::rules {

namespace {

/// First line of the comment that stands directly above a line, or the line.
int above_comment(const SourceText& source, int line) {
  const auto is_comment = [&](int number) {
    const auto text = base::trim(source.line(number));
    return text.starts_with("//") || text.starts_with("/*") || text.starts_with("*") || text.ends_with("*/");
  };
  while (line > 1 && is_comment(line - 1))
    --line;
  return line;
}

/// The function at namespace level that uses the name at the event: its first token.
std::size_t user_of(const Symptom& symptom, const std::string& scope) {
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || function->in_type || (!scope.empty() && function->scope.find(scope) != 0))
    return k_no_token;
  return function->first;
}

} // namespace

Proposals late_definition(const Symptom& symptom) {
  if (symptom.source == nullptr || !is_unknown_name(symptom))
    return {};
  Proposals out;
  const auto& outline = *symptom.outline;
  for (const auto& name : names_in_question(symptom))
    for (const auto& item : outline.items) {
      const bool later = item.kind == ItemKind::function && item.name == name && item.body != k_no_token &&
                         !item.in_type && outline.tokens[item.first].text != "template";
      const auto user = later ? user_of(symptom, item.scope) : k_no_token;
      if (user == k_no_token || user >= item.first)
        continue;
      auto declaration = text_between(*symptom.source, outline, item.first, item.body) + ";";
      declaration = base::replace_all(std::move(declaration), "\r", "");
      const int line =
          above_comment(*symptom.source, symptom.source->position(outline.tokens[user].begin).line);
      out.push_back(single_edit(symptom.file, symptom.source->insert_before(line, declaration), 0.83,
                                "declare " + name + " before it is used",
                                "It is defined further down in this file, behind its first use."));
    }
  return out;
}

} // namespace aurora::repair::rules
