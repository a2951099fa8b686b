#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool wants_arrow(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool holder = base::contains(line, "unique_ptr") || base::contains(line, "shared_ptr") ||
                      base::contains(line, "optional") || base::contains(line, "iterator");
  return base::contains(line, "maybe you meant to use '->'") ||
         base::contains(line, "did you mean to use '->'") ||
         (base::contains(line, "has no member named") && holder);
}

bool wants_dot(const Symptom& symptom) {
  const auto line = headline(symptom);
  return base::contains(line, "base operand of '->' has non-pointer type") ||
         base::contains(line, "invalid type argument of '->'") ||
         base::contains(line, "did you mean to use '.'");
}

/// The `wrong` token nearest before or at the event, else the first of its line.
std::size_t nearest_on_line(const Symptom& symptom, std::string_view wrong) {
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  const auto at = event_token(symptom);
  auto best = k_no_token;
  const auto distance = [&](std::size_t i) { return i > at ? i - at : at - i; };
  for (auto i = first; i < last; ++i)
    if (symptom.outline->tokens[i].text == wrong && (best == k_no_token || distance(i) < distance(best)))
      best = i;
  return best;
}

/// "v.size" where "v.size()" is meant: behind the name the message ends in.
Proposals call_it(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool told = base::contains(line, "invalid use of non-static member function") ||
                    base::contains(line, "reference to non-static member function must be called") ||
                    (base::contains(line, "from type '") && base::contains(line, "::)("));
  const auto words = told ? quoted(line) : std::vector<std::string>{};
  if (words.empty())
    return {};
  const auto token = find_on_line(symptom, last_component(words[0]));
  if (token == k_no_token)
    return {};
  const auto at = symptom.outline->tokens[token].end;
  return {single_edit(symptom.file, {at, at, "()"}, 0.85, "call " + last_component(words[0]) + "()",
                      "A member function is named here without being called.")};
}

} // namespace

Proposals member_access(const Symptom& symptom) {
  if (symptom.source == nullptr)
    return {};
  const bool arrow = wants_arrow(symptom);
  if (!arrow && !wants_dot(symptom))
    return call_it(symptom);
  const auto token = nearest_on_line(symptom, arrow ? "." : "->");
  if (token == k_no_token)
    return {};
  const auto& where = symptom.outline->tokens[token];
  return {single_edit(symptom.file, {where.begin, where.end, arrow ? "->" : "."}, 0.85,
                      arrow ? "use -> instead of ." : "use . instead of ->",
                      arrow ? "What stands before the dot is a pointer."
                            : "What stands before the arrow is no pointer.")};
}

} // namespace aurora::repair::rules
