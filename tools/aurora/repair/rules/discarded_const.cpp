#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"
#include "aurora/repair/rules/parameter_const.hpp"

namespace aurora::repair::rules {

namespace {

bool drops_const(std::string_view line) {
  return base::contains(line, "discards 'const' qualifier") || base::contains(line, "discards qualifiers") ||
         base::contains(line, "invalid conversion from 'const ") ||
         (base::contains(line, "cannot initialize a variable of type") && base::contains(line, "'const ")) ||
         (base::contains(line, "assigning to") && base::contains(line, "from incompatible type 'const "));
}

/// 1 of "passing argument 1 of 'f'" or "initializing argument 1 of 'void f(char*)'"; 0 when there is none.
std::size_t argument_number(const std::string& text, std::string_view phrase) {
  const auto at = text.find(phrase);
  if (at == std::string::npos)
    return 0;
  const auto rest = std::string_view(text).substr(at + phrase.size());
  const auto number = base::parse_integer(rest.substr(0, rest.find(' ')));
  return number && *number > 0 && *number < 100 ? static_cast<std::size_t>(*number) : 0;
}

/// Function and parameter (from 1) that a g++ message or note names.
Proposals const_parameter_named(const Symptom& symptom) {
  for (const std::string_view phrase : {"passing argument ", "initializing argument "})
    if (const auto number = argument_number(symptom.text, phrase); number > 0) {
      auto proposal = add_const_to_parameter(symptom, quoted_after(symptom.text, phrase), number - 1);
      return proposal.edits.empty() ? Proposals{} : Proposals{proposal};
    }
  return {};
}

/// clang's note at the parameter itself.
Proposals const_parameter_noted(const Symptom& symptom) {
  for (const auto& place : places(symptom.text)) {
    const auto file = symptom.sources.locate(place.path);
    const auto* source = file && base::contains(place.rest, "passing argument to parameter")
                             ? symptom.sources.text(*file)
                             : nullptr;
    const auto at = source != nullptr ? source->offset({place.line, place.column}) : std::nullopt;
    if (!at)
      continue;
    const auto& outline = *symptom.sources.outline(*file);
    for (const auto& item : outline.items) {
      if (item.kind != ItemKind::function || item.parameters == k_no_token)
        continue;
      const auto parameters = arguments(outline, item.parameters);
      for (std::size_t i = 0; i < parameters.size(); ++i)
        if (outline.tokens[parameters[i].first].begin <= *at &&
            *at < outline.tokens[parameters[i].last - 1].end)
          return {add_const_to_parameter(symptom, qualified_name(item), i)};
    }
  }
  return {};
}

/// "char* p = text;" or, with p declared above, "p = text;": the declaration gets the const.
Proposals const_variable(const Symptom& symptom) {
  const auto& outline = *symptom.outline;
  const auto token = event_token(symptom);
  const auto* function =
      token != k_no_token ? enclosing(outline, outline.tokens[token].begin, ItemKind::function) : nullptr;
  if (function == nullptr)
    return {};
  const auto value = value_of_statement(outline, token);
  if (value.first >= value.last || value.first < 2)
    return {};
  const auto name = outline.tokens[value.first - 2].text;
  for (const auto& local : body_locals(outline, *function)) {
    const auto begin = outline.tokens[local.statement].begin;
    if (local.name == name && outline.tokens[local.statement].text != "const")
      return {single_edit(symptom.file, {begin, begin, "const "}, 0.8,
                          "make what " + local.name + " points to const",
                          "It points to something that must not be changed through it.")};
  }
  return {};
}

} // namespace

Proposals discarded_const(const Symptom& symptom) {
  if (symptom.source == nullptr || !drops_const(headline(symptom)))
    return {};
  for (const auto& attempt : {const_parameter_named, const_parameter_noted, const_variable})
    if (auto out = attempt(symptom); !out.empty() && !out[0].edits.empty())
      return out;
  return {};
}

} // namespace aurora::repair::rules
