#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_operand(const Token& token) {
  return (token.kind != TokenKind::punctuation && !is_keyword(token.text)) || token.text == "this";
}

/// "f(a b)": two operands in brackets with nothing between them.
void add_comma(const Symptom& symptom, Proposals& out) {
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  for (auto i = first; i + 1 < last; ++i) {
    const bool ends = is_operand(tokens[i]) || tokens[i].text == ")" || tokens[i].text == "]";
    if (!ends || !is_operand(tokens[i + 1]) ||
        (tokens[i].kind == TokenKind::string && tokens[i + 1].kind == TokenKind::string))
      continue;
    out.push_back(single_edit(symptom.file, {tokens[i].end, tokens[i].end, ","}, 0.72,
                              "add the missing comma",
                              "Two arguments stand side by side with nothing between them."));
  }
}

/// "std::cout << "a" b": an operand behind the end of an output expression.
void add_shift(const Symptom& symptom, Proposals& out) {
  const auto token = event_token(symptom);
  if (token == k_no_token || token == 0)
    return;
  const auto& tokens = symptom.outline->tokens;
  const auto start = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line).first;
  for (auto i = start; i < token; ++i)
    if (tokens[i].text == "<" && tokens[i + 1].text == "<" && is_operand(tokens[token]))
      return out.push_back(single_edit(symptom.file, {tokens[token].begin, tokens[token].begin, "<< "}, 0.87,
                                       "add the missing <<", "Two values of an output stand side by side."));
}

/// A literal that is not closed: the quote belongs before what ends the line.
void add_quote(const Symptom& symptom, Proposals& out) {
  const auto line = symptom.source->line(symptom.event.line);
  const auto begin = symptom.source->line_begin(symptom.event.line);
  auto end = line.find_last_not_of(" \t\r");
  if (end == std::string_view::npos)
    return;
  double confidence = 0.8;
  for (++end; end > 0 && base::contains(";),<", line.substr(end - 1, 1)); --end, confidence -= 0.02)
    ;
  for (auto at = end; at <= line.size(); ++at, confidence -= 0.05)
    out.push_back(single_edit(symptom.file, {begin + at, begin + at, "\""}, confidence, "close the string",
                              "The string literal on this line is not closed."));
}

bool has_open_quote(std::string_view line) {
  bool open = false;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '\\')
      ++i;
    else if (line[i] == '"')
      open = !open;
  return open;
}

void add_endif(const Symptom& symptom, Proposals& out) {
  const auto size = symptom.source->text().size();
  const auto newline = std::string(symptom.source->newline());
  const bool ended = symptom.source->text().ends_with('\n');
  out.push_back(single_edit(symptom.file, {size, size, (ended ? "" : newline) + "#endif" + newline}, 0.8,
                            "add the missing #endif", "A conditional directive is not closed in this file."));
}

} // namespace

Proposals missing_mark(const Symptom& symptom) {
  if (symptom.source == nullptr)
    return {};
  Proposals out;
  const auto line = headline(symptom);
  if (base::contains(line, "missing terminating") ||
      (base::contains(line, "expected expression") &&
       has_open_quote(symptom.source->line(symptom.event.line))))
    add_quote(symptom, out);
  else if (base::contains(line, "unterminated #") ||
           base::contains(line, "unterminated conditional directive"))
    add_endif(symptom, out);
  else if (base::contains(line, "expected ')'") || base::contains(line, "expected '}' before"))
    add_comma(symptom, out);
  else if (base::contains(line, "expected ';'"))
    add_shift(symptom, out);
  return out;
}

} // namespace aurora::repair::rules
