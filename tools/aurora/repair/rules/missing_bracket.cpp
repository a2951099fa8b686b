#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

namespace {

/// A line with one "(" too many that ends in ";" or "{": the ")" belongs before that.
void close_on_line(const Symptom& symptom, int line, Proposals& out) {
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, line);
  int open = 0;
  for (auto i = first; i < last; ++i)
    open += (symptom.outline->tokens[i].text == "(") - (symptom.outline->tokens[i].text == ")");
  if (open != 1 || first == last)
    return;
  const auto& end = symptom.outline->tokens[last - 1];
  const bool brace = end.text == "{";
  const auto at = end.text == ";" ? end.begin : brace ? symptom.outline->tokens[last - 2].end : end.end;
  out.push_back(single_edit(symptom.file, {at, at, ")"}, 0.8, "add the missing )",
                            "A parenthesis opened on this line is not closed."));
}

void close_brace_at_end(const Symptom& symptom, Proposals& out) {
  if (balance(symptom.outline->tokens).braces != 1)
    return;
  const auto size = symptom.source->text().size();
  const auto newline = std::string(symptom.source->newline());
  const bool ended = symptom.source->text().ends_with('\n');
  out.push_back(single_edit(symptom.file, {size, size, (ended ? "" : newline) + "}" + newline}, 0.5,
                            "add the missing } at the end", "The file ends inside an open brace."));
}

/// Before a function that stands at the margin inside another function: the brace was forgotten there.
void close_brace_before_margin(const Symptom& symptom, Proposals& out) {
  int depth = 0;
  int last_close = 0;
  for (const auto& token : symptom.outline->tokens) {
    const auto place = symptom.source->position(token.begin);
    const bool margin = place.column == 1 && token.kind == TokenKind::identifier && token.text != "public" &&
                        token.text != "private" && token.text != "protected" && token.text != "namespace";
    if (depth == 1 && margin && place.line > last_close + 1) {
      auto line = place.line;
      while (line > 1 && base::trim(symptom.source->line(line - 1)).empty())
        --line;
      const auto at = symptom.source->line_begin(line);
      out.push_back(single_edit(symptom.file, {at, at, "}" + std::string(symptom.source->newline())}, 0.6,
                                "add the missing }", "The function before this line is not closed."));
      return;
    }
    depth += (token.text == "{") - (token.text == "}");
    if (token.text == "}")
      last_close = place.line;
  }
}

} // namespace

Proposals missing_bracket(const Symptom& symptom) {
  if (symptom.source == nullptr || symptom.outline->tokens.empty())
    return {};
  Proposals out;
  const auto line = headline(symptom);
  if (base::contains(line, "expected ')'") || base::contains(line, "expected primary-expression")) {
    close_on_line(symptom, symptom.event.line, out);
    close_on_line(symptom, symptom.event.line - 1, out);
  }
  const bool at_end = base::contains(line, "expected '}'") || base::contains(line, "at end of input") ||
                      base::contains(line, "a function-definition is not allowed here") ||
                      base::contains(line, "function definition is not allowed here") ||
                      base::contains(line, "qualified-id in declaration before");
  if (at_end && balance(symptom.outline->tokens).braces > 0) {
    close_brace_before_margin(symptom, out);
    close_brace_at_end(symptom, out);
  }
  return out;
}

} // namespace aurora::repair::rules
