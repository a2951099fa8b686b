#include "aurora/gate/rules/rules.hpp"

#include <algorithm>

#include "aurora/gate/assertions.hpp"

namespace aurora::gate::rules {
namespace {

bool is_constant(const Token& token) {
  return token.kind == TokenKind::number || token.text == "true" || token.text == "false";
}

/// Only literals between the brackets, or the same single token on both sides of a comma or of "==".
bool says_nothing(const std::vector<Token>& tokens, std::size_t open, std::size_t close) {
  const auto begin = tokens.begin() + static_cast<long>(open) + 1;
  const auto end = tokens.begin() + static_cast<long>(std::min(close, tokens.size()));
  const auto count = end - begin;
  if (count == 1)
    return is_constant(*begin);
  const bool same_commas = count == 3 && begin[1].text == "," && begin[0].text == begin[2].text;
  const bool same_equals =
      count == 4 && begin[1].text == "=" && begin[2].text == "=" && begin[0].text == begin[3].text;
  return same_commas || same_equals;
}

} // namespace

void vacuous_assertion(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!file.added(tokens[i].line) || tokens[i].kind != TokenKind::identifier || tokens[i + 1].text != "(")
      continue;
    const bool asserts = assertion_strength(tokens[i].text) && tokens[i].text != "FAIL";
    if (tokens[i].text == "SUCCEED" || (asserts && says_nothing(tokens, i + 1, closing(tokens, i + 1))))
      findings.add(model::Severity::error, tokens[i].line, "an assertion that cannot fail");
  }
}

} // namespace aurora::gate::rules
