#include "aurora/repair/rules/expressions.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool opens(std::string_view word) {
  return word == "(" || word == "[" || word == "{";
}

bool closes(std::string_view word) {
  return word == ")" || word == "]";
}

bool joins(std::string_view word) {
  return word == "." || word == "->" || word == "::";
}

bool is_operand_word(const Token& token) {
  return token.kind != TokenKind::punctuation &&
         (!is_keyword(token.text) || token.text == "this" || token.text == "sizeof" || token.text == "true" ||
          token.text == "false" || token.text == "nullptr");
}

/// A lone "=", not part of "==", "<=", "+=" and the like.
bool assigns(const Outline& outline, std::size_t i) {
  const auto& tokens = outline.tokens;
  if (tokens[i].text != "=" || i == 0 || i + 1 >= tokens.size())
    return false;
  const bool after = tokens[i + 1].text == "=" && tokens[i + 1].begin == tokens[i].end;
  const bool before = tokens[i - 1].kind == TokenKind::punctuation && tokens[i - 1].end == tokens[i].begin &&
                      !closes(tokens[i - 1].text);
  return !after && !before;
}

} // namespace

std::size_t event_token(const Symptom& symptom) {
  const auto at = event_offset(symptom);
  if (!at || symptom.outline == nullptr)
    return k_no_token;
  const auto token = token_at(symptom.outline->tokens, *at);
  return token < symptom.outline->tokens.size() ? token : k_no_token;
}

Span operand_before(const Outline& outline, std::size_t end) {
  auto first = end;
  while (first > 0) {
    const auto& before = outline.tokens[first - 1];
    if (closes(before.text) && outline.partner[first - 1] != k_no_token)
      first = outline.partner[first - 1];
    else if (joins(before.text) ||
             (is_operand_word(before) &&
              (first == end || joins(outline.tokens[first].text) || opens(outline.tokens[first].text))))
      --first;
    else
      break;
  }
  return {first, end};
}

Span operand_from(const Outline& outline, std::size_t first) {
  const auto& tokens = outline.tokens;
  auto end = first;
  while (end < tokens.size() &&
         (tokens[end].text == "-" || tokens[end].text == "*" || tokens[end].text == "&"))
    ++end;
  const auto body = end;
  while (end < tokens.size()) {
    if (opens(tokens[end].text) && tokens[end].text != "{" && outline.partner[end] != k_no_token)
      end = outline.partner[end] + 1;
    else if (joins(tokens[end].text) ||
             (is_operand_word(tokens[end]) && (end == body || joins(tokens[end - 1].text))))
      ++end;
    else
      break;
  }
  return {first, end};
}

std::size_t statement_end(const Outline& outline, std::size_t token) {
  auto end = token;
  while (end < outline.tokens.size() && outline.tokens[end].text != ";" && outline.tokens[end].text != "}") {
    const bool block = outline.tokens[end].text == "{" && end > token && closes(outline.tokens[end - 1].text);
    if (block)
      break;
    end = opens(outline.tokens[end].text) && outline.partner[end] != k_no_token ? outline.partner[end] + 1
                                                                                : end + 1;
  }
  return end;
}

Span value_of_statement(const Outline& outline, std::size_t token) {
  const auto start = statement_start(outline, token);
  const auto end = statement_end(outline, start);
  if (outline.tokens[start].text == "return")
    return {start + 1, end};
  for (auto i = start; i < end; ++i) {
    if (assigns(outline, i))
      return {i + 1, end};
    if (opens(outline.tokens[i].text) && outline.partner[i] != k_no_token)
      i = outline.partner[i];
  }
  return {end, end};
}

std::vector<Span> arguments(const Outline& outline, std::size_t open) {
  std::vector<Span> out;
  const auto close = outline.partner[open];
  if (close == k_no_token || close == open + 1)
    return out;
  auto first = open + 1;
  for (auto i = first; i < close; ++i) {
    if (opens(outline.tokens[i].text) && outline.partner[i] != k_no_token) {
      i = outline.partner[i];
    } else if (outline.tokens[i].text == ",") {
      out.push_back({first, i});
      first = i + 1;
    }
  }
  out.push_back({first, close});
  return out;
}

std::string text_of(const Symptom& symptom, Span span) {
  return text_between(*symptom.source, *symptom.outline, span.first, span.last);
}

Replacement replace_span(const Symptom& symptom, Span span, std::string text) {
  const auto& tokens = symptom.outline->tokens;
  return {tokens[span.first].begin, tokens[span.last - 1].end, std::move(text)};
}

std::string cast(const Symptom& symptom, const std::string& type, const std::string& text) {
  if (language_of(symptom.file) == Language::cxx)
    return "static_cast<" + type + ">(" + text + ")";
  const bool plain = text.find_first_of(" +-*/<>&|?") == std::string::npos;
  return "(" + type + ")" + (plain ? text : "(" + text + ")");
}

} // namespace aurora::repair::rules
