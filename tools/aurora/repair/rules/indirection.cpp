#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

struct Types {
  std::string from;
  std::string to;
};

std::string packed(std::string type) {
  std::erase(type, ' ');
  return base::replace_all(std::move(type), "const", "");
}

/// 'A*' and 'A' of "cannot convert 'A*' to 'A'", "invalid conversion from 'A' to 'A*'" and clang's "no known
/// conversion from 'A' to 'A *'", "with an lvalue of type".
Types types_of(const Symptom& symptom) {
  const auto line = std::string(headline(symptom));
  for (const std::string_view phrase : {"conversion from ", "cannot convert ", "could not convert "})
    if (const auto at = symptom.text.find(phrase); at != std::string::npos) {
      const auto words = quoted(std::string_view(symptom.text).substr(at));
      if (words.size() > 1)
        return {packed(words[0]), packed(words[1])};
    }
  const auto words = quoted(line);
  if (words.size() > 1 && base::contains(line, "cannot initialize"))
    return {packed(words[1]), packed(words[0])};
  if (words.size() > 1 && base::contains(line, "cannot initialize return object"))
    return {packed(words[1]), packed(words[0])};
  if (words.size() > 1 && base::contains(line, "assigning to"))
    return {packed(words[1]), packed(words[0])};
  return {};
}

} // namespace

Proposals indirection(const Symptom& symptom) {
  const auto token = symptom.source == nullptr ? k_no_token : event_token(symptom);
  if (token == k_no_token)
    return {};
  const auto types = types_of(symptom);
  const bool follow = !types.to.empty() && types.from == types.to + "*";
  const bool address = !types.from.empty() && types.to == types.from + "*";
  if (!follow && !address)
    return {};
  Proposals out;
  const auto& outline = *symptom.outline;
  const auto add = [&](Span span) {
    if (span.first >= span.last || outline.tokens[span.first].text == "&" ||
        outline.tokens[span.first].text == "*")
      return;
    const auto at = outline.tokens[span.first].begin;
    const auto text = text_of(symptom, span);
    out.push_back(single_edit(symptom.file, {at, at, follow ? "*" : "&"}, 0.78,
                              (follow ? "follow the pointer " : "take the address of ") + text,
                              follow ? "A pointer is given where the object itself is wanted."
                                     : "An object is given where a pointer to it is wanted."));
  };
  const auto value = value_of_statement(outline, token);
  if (value.last > value.first && token < value.first)
    add(value);
  if (outline.tokens[token].kind == TokenKind::identifier &&
      (value.last == value.first || token >= value.first)) {
    const auto end = operand_from(outline, token).last;
    const auto span = operand_before(outline, end);
    if (end < outline.tokens.size() && outline.partner[end - 1] != k_no_token &&
        outline.tokens[end - 1].text == ")")
      for (const auto& argument : arguments(outline, outline.partner[end - 1]))
        add(argument);
    add(span);
  }
  if (value.last > value.first && token >= value.first)
    add(value);
  return out;
}

} // namespace aurora::repair::rules
