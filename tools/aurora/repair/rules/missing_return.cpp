#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_missing_return(const Symptom& symptom) {
  const auto line = headline(symptom);
  return base::contains(line, "no return statement in function returning non-void") ||
         base::contains(line, "control reaches end of non-void function") ||
         base::contains(line, "non-void function does not return a value") ||
         base::contains(line, "no return statement in constexpr function") ||
         base::contains(line, "execution reached the end of a value-returning function");
}

/// A local whose name or type says that it is what the function computes.
std::string obvious_local(const Symptom& symptom, const Item& function) {
  static constexpr auto k_names = std::to_array<std::string_view>(
      {"result", "results", "res", "ret", "retval", "out", "output", "answer", "rv", "value"});
  const auto locals = body_locals(*symptom.outline, function);
  for (const auto wanted : k_names)
    for (const auto& local : locals)
      if (local.name == wanted)
        return local.name;
  auto type = return_type(*symptom.source, *symptom.outline, function);
  std::erase(type, ' ');
  std::string found;
  for (const auto& local : locals)
    if (local.depth == 1 && (local.type == type || local.type == "auto"))
      found = local.name;
  return found;
}

/// The last statement of the body when it is an expression whose value nobody takes: its first token.
std::size_t dangling_expression(const Symptom& symptom, const Item& function) {
  const auto& outline = *symptom.outline;
  const auto close = outline.partner[function.body];
  if (close == k_no_token || close < function.body + 3 || outline.tokens[close - 1].text != ";")
    return k_no_token;
  auto first = close - 1;
  while (first > function.body + 1 && outline.tokens[first - 1].text != ";" &&
         outline.tokens[first - 1].text != "}" && outline.tokens[first - 1].text != "{")
    --first;
  const auto word = outline.tokens[first].text;
  for (auto i = first; i < close; ++i)
    if (outline.tokens[i].text == "=")
      return k_no_token;
  if (is_keyword(word) && word != "this" && word != "static_cast" && word != "true" && word != "false")
    return k_no_token;
  const bool declares = outline.tokens[first].kind == TokenKind::identifier &&
                        outline.tokens[first + 1].kind == TokenKind::identifier;
  return declares ? k_no_token : first;
}

void add_at_end(const Symptom& symptom, const Item& function, const std::string& value, double confidence,
                Proposals& out) {
  auto edit = append_to_body(*symptom.source, *symptom.outline, function, "return " + value + ";");
  out.push_back(
      single_edit(symptom.file, std::move(edit), confidence, "return " + value + " from " + function.name,
                  "'" + function.name + "' promises a value, but its end is reached without a return."));
}

} // namespace

Proposals missing_return(const Symptom& symptom) {
  const auto at = event_offset(symptom);
  const auto* function =
      at && is_missing_return(symptom) ? enclosing(*symptom.outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr || symptom.outline->partner[function->body] == k_no_token)
    return {};
  Proposals out;
  const auto type = return_type(*symptom.source, *symptom.outline, *function);
  const bool own_class =
      function->name.starts_with("operator") || base::contains(type, last_of_scope(*function));
  if (type.ends_with('&') && own_class && !function->scope.empty())
    add_at_end(symptom, *function, "*this", 0.9, out);
  if (const auto local = obvious_local(symptom, *function); !local.empty())
    add_at_end(symptom, *function, local, 0.8, out);
  if (const auto first = dangling_expression(symptom, *function); first != k_no_token) {
    const auto begin = symptom.outline->tokens[first].begin;
    out.push_back(single_edit(symptom.file, {begin, begin, "return "}, 0.82,
                              "return the last expression of " + function->name,
                              "The last statement computes a value that nobody takes."));
  }
  if (const auto value = default_value(type, language_of(symptom.file)); !value.empty())
    add_at_end(symptom, *function, value, 0.4, out);
  if (type == "bool")
    add_at_end(symptom, *function, "true", 0.38, out);
  return out;
}

} // namespace aurora::repair::rules
