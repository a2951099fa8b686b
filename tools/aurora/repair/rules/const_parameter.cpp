#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/parameter_const.hpp"

namespace aurora::repair::rules {

namespace {

std::size_t number_before(std::string_view text, std::string_view phrase) {
  const auto at = text.find(phrase);
  const auto digit = at == std::string_view::npos || at == 0 ? std::string_view() : text.substr(at - 1, 1);
  const auto number = base::parse_integer(digit);
  return number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
}

/// g++: "cannot bind non-const lvalue reference … to an rvalue", "binding reference … discards qualifiers",
/// with the note "initializing argument 1 of 'void take(std::string&)'".
Proposals as_gcc_tells(const Symptom& symptom) {
  const std::string_view phrase = "initializing argument ";
  const auto at = symptom.text.find(phrase);
  if (at == std::string::npos)
    return {};
  const auto number = base::parse_integer(std::string_view(symptom.text).substr(at + phrase.size(), 1));
  if (!number || *number < 1)
    return {};
  return {add_const_to_parameter(symptom, quoted_after(symptom.text, phrase),
                                 static_cast<std::size_t>(*number) - 1)};
}

/// clang: "no matching function for call to 'take'", "candidate function not viable: expects an lvalue for
/// 1st argument", "1st argument ('const A') would lose const qualifier", "no known conversion from 'char[2]'
/// to 'A &'".
Proposals as_clang_tells(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool lost =
      says(symptom, "expects an lvalue for") || says(symptom, "would lose const qualifier") ||
      (says(symptom, "candidate function not viable: no known conversion") && says(symptom, " &'"));
  if (!lost || !base::contains(line, "no matching "))
    return {};
  std::size_t number = 0;
  for (const std::string_view suffix : {"st argument", "nd argument", "rd argument", "th argument"})
    if (number == 0)
      number = number_before(symptom.text, suffix);
  const auto name = quoted_after(line, "call to ");
  if (number == 0)
    return {};
  return {add_const_to_parameter(symptom, name, number - 1)};
}

} // namespace

Proposals const_parameter(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool gcc =
      base::contains(line, "cannot bind non-const lvalue reference") ||
      (base::contains(line, "binding reference of type") && base::contains(line, "discards qualifiers"));
  auto out = gcc ? as_gcc_tells(symptom) : as_clang_tells(symptom);
  if (!out.empty() && out[0].edits.empty())
    out.clear();
  return out;
}

} // namespace aurora::repair::rules
