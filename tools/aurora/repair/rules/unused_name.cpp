#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_unused(std::string_view line) {
  return base::contains(line, "unused variable") || base::contains(line, "unused parameter") ||
         base::contains(line, "but not used") || base::contains(line, "set but not used") ||
         base::contains(line, "defined but not used") || base::contains(line, "unused function");
}

/// Where the declaration of a parameter or variable begins.
std::size_t declaration_start(const Outline& outline, std::size_t name) {
  int angles = 0;
  auto first = name;
  while (first > 0) {
    const auto before = outline.tokens[first - 1].text;
    angles += (before == ">") - (before == "<");
    const bool boundary = before == "(" || before == ";" || before == "{" || before == "}";
    if (boundary || (before == "," && angles <= 0))
      break;
    --first;
  }
  return first;
}

} // namespace

Proposals unused_name(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || is_c_source(symptom.file) || !is_unused(line))
    return {};
  const auto words = quoted(line);
  const auto token = find_on_line(symptom, words.empty() ? symptom.event.symbol : last_component(words[0]));
  if (token == k_no_token)
    return {};
  const auto at = symptom.outline->tokens[declaration_start(*symptom.outline, token)].begin;
  return {single_edit(symptom.file, {at, at, "[[maybe_unused]] "}, 0.6,
                      "mark " + words[0] + " [[maybe_unused]]",
                      "It is declared but not used, and the build treats that as an error.")};
}

} // namespace aurora::repair::rules
