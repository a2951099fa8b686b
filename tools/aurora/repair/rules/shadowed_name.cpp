#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

/// One past the last token in which a name declared at a token is visible: the block around it, or what a
/// "for", "if" or parameter list that declares it belongs to.
std::size_t scope_end(const Outline& outline, std::size_t token) {
  const auto& tokens = outline.tokens;
  for (auto i = token; i < tokens.size(); ++i) {
    if ((tokens[i].text == "(" || tokens[i].text == "{" || tokens[i].text == "[") &&
        outline.partner[i] != k_no_token)
      i = outline.partner[i];
    else if (tokens[i].text == "}")
      return i;
    else if (tokens[i].text == ")") {
      auto body = i + 1;
      while (body < tokens.size() && tokens[body].text != "{" && tokens[body].text != ";")
        ++body;
      const bool block =
          body < tokens.size() && tokens[body].text == "{" && outline.partner[body] != k_no_token;
      return block ? outline.partner[body] : body;
    }
  }
  return tokens.size();
}

bool is_member_of_something(const Outline& outline, std::size_t token) {
  const auto before = token > 0 ? outline.tokens[token - 1].text : std::string_view();
  return before == "." || before == "->" || before == "::";
}

} // namespace

Proposals shadowed_name(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = symptom.event.option.starts_with("-Wshadow") ||
                    (base::contains(line, "declaration") && base::contains(line, " shadows "));
  const auto token = told && symptom.source != nullptr ? event_token(symptom) : k_no_token;
  if (token == k_no_token || symptom.outline->tokens[token].kind != TokenKind::identifier)
    return {};
  const auto& outline = *symptom.outline;
  const std::string name(outline.tokens[token].text);
  const auto other = "inner_" + name;
  if (!find_all(outline, other).empty())
    return {};
  Proposal proposal{"call the inner " + name + " " + other,
                    "Two variables of one name are visible here, and the build treats that as an error.",
                    0.6,
                    {}};
  const auto end = scope_end(outline, token);
  for (const auto each : find_all(outline, name))
    if (each >= token && each < end && !is_member_of_something(outline, each))
      proposal.edits[symptom.file].push_back({outline.tokens[each].begin, outline.tokens[each].end, other});
  return {proposal};
}

} // namespace aurora::repair::rules
