#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// 'P::b' of "missing initializer for member 'P::b'", 'b' of "missing field 'b' initializer".
std::string missing_member(std::string_view line) {
  if (base::contains(line, "missing initializer for"))
    return quoted_after(line, "missing initializer for");
  return base::contains(line, "missing field ") ? quoted_after(line, "missing field ") : std::string();
}

/// How many members the class of a member has; 0 when that is not known.
std::size_t members_of_class(const Symptom& symptom, const std::string& member) {
  const auto name = last_component(member);
  const auto type = member.size() > name.size() + 2 ? member.substr(0, member.size() - name.size() - 2) : "";
  std::size_t best = 0;
  for (const auto& each : find_items(symptom.sources, ItemKind::variable, name, type)) {
    std::size_t count = 0;
    for (const auto& item : symptom.sources.outline(each.file)->items)
      count += item.kind == ItemKind::variable && item.in_type && item.scope == each.item->scope ? 1U : 0U;
    best = each.item->in_type ? std::max(best, count) : best;
  }
  return best;
}

/// The "}" at the event or the next on its line.
std::size_t closing_brace(const Symptom& symptom) {
  const auto& tokens = symptom.outline->tokens;
  auto token = event_token(symptom);
  while (token < tokens.size() && tokens[token].text != "}")
    ++token;
  return token < tokens.size() && symptom.outline->partner[token] != k_no_token ? token : k_no_token;
}

} // namespace

Proposals missing_field(const Symptom& symptom) {
  const auto member = missing_member(headline(symptom));
  const auto close = member.empty() || symptom.source == nullptr ? k_no_token : closing_brace(symptom);
  if (close == k_no_token)
    return {};
  const auto& tokens = symptom.outline->tokens;
  const auto before = tokens[close - 1].text;
  const std::string value = is_c_source(symptom.file) ? "0" : "{}";
  const bool named = tokens[symptom.outline->partner[close] + 1].text == ".";
  std::string text;
  const auto given =
      arguments(*symptom.outline, symptom.outline->partner[close]).size() - (before == "," ? 1 : 0);
  const auto all = members_of_class(symptom, member);
  const auto count = named || all <= given ? 1 : all - given;
  for (std::size_t i = 0; i < count; ++i)
    text += (i == 0 && (before == "," || before == "{") ? "" : ", ") +
            (named ? "." + last_component(member) + " = " + value : value);
  const auto at = tokens[close - 1].end;
  return {single_edit(symptom.file, {at, at, text}, 0.75, "give " + last_component(member) + " a value",
                      "The initializer leaves members out, and the build treats that as an error.")};
}

} // namespace aurora::repair::rules
