#include "aurora/repair/rules/rules.hpp"

#include <array>
#include <utility>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

/// The type converted to: 'B' of "conversion from 'A' to 'B' may …", "conversion to 'B' from 'A'", clang's
/// "implicit conversion …: 'A' to 'B'".
std::string wanted_type(const std::string& line) {
  if (base::contains(line, "conversion to "))
    return quoted_after(line, "conversion to ");
  return quoted_after(line, " to ");
}

bool is_lossy(const Symptom& symptom) {
  const auto line = headline(symptom);
  const bool lossy =
      base::contains(line, "may change value") || base::contains(line, "may change the sign") ||
      base::contains(line, "loses integer precision") || base::contains(line, "changes signedness") ||
      base::contains(line, "loses floating-point precision") || base::contains(line, "changes value") ||
      base::contains(line, "turns floating-point number into integer") ||
      base::contains(line, "may lose precision");
  return lossy && base::contains(line, "conversion");
}

/// What stands at the event's column: an operand, or the call whose "(" g++ points at.
Span operand_at_event(const Symptom& symptom, std::size_t token) {
  const auto& outline = *symptom.outline;
  if (outline.tokens[token].text == "(" && outline.partner[token] != k_no_token)
    return operand_before(outline, outline.partner[token] + 1);
  const auto end = operand_from(outline, token).last;
  return operand_before(outline, end);
}

/// Whether a bracket of the span is open at a token: then the token is an argument, not the value itself.
bool is_inside(const Outline& outline, Span value, std::size_t token) {
  int depth = 0;
  for (auto i = value.first; i < token && i < value.last; ++i)
    depth += (outline.tokens[i].text == "(" || outline.tokens[i].text == "[") -
             (outline.tokens[i].text == ")" || outline.tokens[i].text == "]");
  return depth > 0;
}

} // namespace

Proposals conversion(const Symptom& symptom) {
  const auto type = is_lossy(symptom) ? wanted_type(std::string(headline(symptom))) : std::string();
  const auto token = type.empty() ? k_no_token : event_token(symptom);
  if (token == k_no_token || type.find_first_of("(){};") != std::string::npos)
    return {};
  Proposals out;
  double confidence = 0.7;
  std::array spans{value_of_statement(*symptom.outline, token), operand_at_event(symptom, token)};
  if (is_inside(*symptom.outline, spans[0], token))
    std::swap(spans[0], spans[1]);
  for (const auto& span : spans) {
    if (span.first >= span.last)
      continue;
    const auto text = text_of(symptom, span);
    out.push_back(single_edit(symptom.file, replace_span(symptom, span, cast(symptom, type, text)),
                              confidence, "convert " + text + " to " + type + " explicitly",
                              "The conversion may lose value, and the build asks for it to be said."));
    confidence -= 0.05;
  }
  return out;
}

} // namespace aurora::repair::rules
