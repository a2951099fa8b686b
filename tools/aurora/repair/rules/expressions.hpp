#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

/// Tokens [first, last).
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The token at the event's column, or the first of its line; k_no_token when there is none.
std::size_t event_token(const Symptom& symptom);

/// The operand that ends just before a token: "a->b(c)[d]" with its members, calls and indices, no operators.
Span operand_before(const Outline& outline, std::size_t end);
/// The operand that begins at a token, a sign or dereference in front included.
Span operand_from(const Outline& outline, std::size_t first);

/// What the statement around a token returns or assigns, without its ";": "v.size()" of "int n = v.size();".
/// Empty when it does neither.
Span value_of_statement(const Outline& outline, std::size_t token);

/// One past the last token of the statement around a token, its ";" or "{" excluded.
std::size_t statement_end(const Outline& outline, std::size_t token);

/// The arguments of a call by its "(".
std::vector<Span> arguments(const Outline& outline, std::size_t open);

std::string text_of(const Symptom& symptom, Span span);
/// The edit that gives a span another text.
Replacement replace_span(const Symptom& symptom, Span span, std::string text);

/// "static_cast<type>(text)", in C "(type)(text)".
std::string cast(const Symptom& symptom, const std::string& type, const std::string& text);

} // namespace aurora::repair::rules
