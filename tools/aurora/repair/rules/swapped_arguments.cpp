#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_misfit(std::string_view line) {
  return base::contains(line, "invalid conversion from") || base::contains(line, "cannot convert") ||
         base::contains(line, "could not convert") || base::contains(line, "no matching ") ||
         base::contains(line, "invalid initialization of reference") ||
         base::contains(line, "makes integer from pointer") ||
         base::contains(line, "makes pointer from integer") ||
         base::contains(line, "incompatible pointer to integer") ||
         base::contains(line, "incompatible integer to pointer") ||
         base::contains(line, "incompatible type for argument") ||
         base::contains(line, "from incompatible pointer type") ||
         base::contains(line, "incompatible pointer types");
}

Proposal swap(const Symptom& symptom, std::size_t name, Span a, Span b) {
  const auto first = text_of(symptom, a);
  const auto second = text_of(symptom, b);
  Proposal proposal{"swap " + first + " and " + second + " in the call of " +
                        std::string(symptom.outline->tokens[name].text),
                    "The types of the arguments fit in the other order.",
                    0.72,
                    {}};
  proposal.edits[symptom.file] = {replace_span(symptom, a, second), replace_span(symptom, b, first)};
  return proposal;
}

} // namespace

Proposals swapped_arguments(const Symptom& symptom) {
  if (symptom.source == nullptr || !is_misfit(headline(symptom)))
    return {};
  Proposals out;
  const auto& outline = *symptom.outline;
  const auto [first, last] = tokens_of_line(*symptom.source, outline, symptom.event.line);
  for (auto i = first; i + 1 < last && out.size() < 8; ++i) {
    if (outline.tokens[i].kind != TokenKind::identifier || outline.tokens[i + 1].text != "(" ||
        is_keyword(outline.tokens[i].text))
      continue;
    const auto list = arguments(outline, i + 1);
    for (std::size_t k = 0; k + 1 < list.size(); ++k)
      if (text_of(symptom, list[k]) != text_of(symptom, list[k + 1]))
        out.push_back(swap(symptom, i, list[k], list[k + 1]));
  }
  return out;
}

} // namespace aurora::repair::rules
