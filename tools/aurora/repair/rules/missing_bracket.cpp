#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/expressions.hpp"

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
  const bool brace = end.text == "{" && last - first > 1;
  const auto at = end.text == ";" ? end.begin : brace ? symptom.outline->tokens[last - 2].end : end.end;
  out.push_back(single_edit(symptom.file, {at, at, ")"}, 0.9, "add the missing )",
                            "A parenthesis opened on this line is not closed."));
}

/// A bracket that closes nothing, where the compiler points.
void drop_at_event(const Symptom& symptom, std::string_view bracket, Proposals& out) {
  const auto token = event_token(symptom);
  if (token == k_no_token || symptom.outline->tokens[token].text != bracket)
    return;
  const auto& where = symptom.outline->tokens[token];
  Replacement edit{where.begin, where.end, ""};
  if (const int line = symptom.source->position(where.begin).line;
      base::trim(symptom.source->line(line)) == bracket)
    edit = {symptom.source->line_begin(line), symptom.source->next_line(line), ""};
  out.push_back(single_edit(symptom.file, std::move(edit), 0.75,
                            "remove the " + std::string(bracket) + " that closes nothing",
                            "One bracket more is closed than was opened."));
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

struct OpenBrace {
  int line = 0;
  std::size_t indent = 0;
};

/// The first line below a brace that is indented no deeper than the line of the brace; 0 when there is none.
int first_line_outside(const SourceText& source, const OpenBrace& open) {
  for (int line = open.line + 1; line <= source.line_count(); ++line) {
    const auto text = base::trim(source.line(line));
    if (!text.empty() && text[0] != '#' && text[0] != '{' && source.indentation(line).size() <= open.indent)
      return line;
  }
  return 0;
}

void close_where_indentation_ends(const Symptom& symptom, const OpenBrace& open, Proposals& out) {
  auto line = first_line_outside(*symptom.source, open);
  if (line == 0)
    return;
  while (line > open.line + 1 && base::trim(symptom.source->line(line - 1)).empty())
    --line;
  const auto at = symptom.source->line_begin(line);
  const auto text =
      std::string(symptom.source->indentation(open.line)) + "}" + std::string(symptom.source->newline());
  out.push_back(single_edit(symptom.file, {at, at, text}, 0.93, "add the missing }",
                            "The brace opened on line " + std::to_string(open.line) +
                                " is not closed where its indentation ends."));
}

/// A "}" at the start of a line that is indented less than the line of the brace it would close: that brace
/// was forgotten.
void close_by_indentation(const Symptom& symptom, Proposals& out) {
  std::vector<OpenBrace> stack;
  for (const auto& token : symptom.outline->tokens) {
    const int line = symptom.source->position(token.begin).line;
    const auto indent = symptom.source->indentation(line).size();
    const bool first = symptom.source->line_begin(line) + indent == token.begin;
    // A name at the margin inside a function begins the next one.
    const bool next_function = first && indent == 0 && stack.size() > 1 && stack.back().indent > 0 &&
                               token.kind == TokenKind::identifier && token.text != "public" &&
                               token.text != "private" && token.text != "protected" && token.text != "case" &&
                               token.text != "default";
    if (!stack.empty() && ((token.text == "}" && first && indent < stack.back().indent) || next_function))
      return close_where_indentation_ends(symptom, stack.back(), out);
    if (token.text == "{")
      stack.push_back({line, indent});
    else if (token.text == "}" && !stack.empty())
      stack.pop_back();
  }
}

bool is_about_braces(std::string_view line) {
  static constexpr auto k_phrases =
      std::to_array<std::string_view>({"expected '}'",
                                       "at end of input",
                                       "function-definition is not allowed here",
                                       "function definition is not allowed here",
                                       "qualified-id in declaration before",
                                       "forbids nested functions",
                                       "invalid storage class for function",
                                       "expected declaration",
                                       "expected unqualified-id",
                                       "expected member name or ';' after declaration",
                                       "extra qualification",
                                       "cannot define or redeclare",
                                       "'else' without a previous 'if'",
                                       "expected expression",
                                       "expected primary-expression",
                                       "redundant 'namespace'",
                                       "cannot be defined inside",
                                       "out-of-line definition",
                                       "'namespace' definition is not allowed here",
                                       "namespaces can only be defined in global or namespace scope",
                                       "is not allowed outside a function",
                                       "a template declaration cannot appear at block scope",
                                       "templates must have",
                                       "expected 'while'"});
  return std::any_of(k_phrases.begin(), k_phrases.end(),
                     [&](auto phrase) { return base::contains(line, phrase); });
}

} // namespace

Proposals missing_bracket(const Symptom& symptom) {
  if (symptom.source == nullptr || symptom.outline->tokens.empty())
    return {};
  Proposals out;
  const auto line = headline(symptom);
  const auto open = balance(symptom.outline->tokens);
  if (open.parentheses > 0 && base::contains(line, "expected")) {
    close_on_line(symptom, symptom.event.line, out);
    close_on_line(symptom, symptom.event.line - 1, out);
  }
  if (open.parentheses < 0 && base::contains(line, "expected"))
    drop_at_event(symptom, ")", out);
  if (open.braces < 0 &&
      (base::contains(line, "expected declaration") || base::contains(line, "extraneous closing brace")))
    drop_at_event(symptom, "}", out);
  if (open.braces > 0 && is_about_braces(line)) {
    close_by_indentation(symptom, out);
    close_brace_before_margin(symptom, out);
    close_brace_at_end(symptom, out);
  }
  return out;
}

} // namespace aurora::repair::rules
