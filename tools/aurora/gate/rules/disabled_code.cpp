#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate::rules {
namespace {

bool is_false(const std::vector<Token>& tokens, std::size_t i) {
  return matches(tokens, i, {"#", "if", "0"}) || matches(tokens, i, {"#", "if", "false"}) ||
         matches(tokens, i, {"if", "(", "false", ")"}) || matches(tokens, i, {"if", "(", "0", ")"}) ||
         matches(tokens, i, {"while", "(", "false", ")", "{"});
}

} // namespace

void disabled_code(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!file.added(tokens[i].line))
      continue;
    if (is_false(tokens, i))
      findings.add_risky(tokens[i].line, "code is kept but never runs");
    if (tokens[i].kind == TokenKind::identifier && tokens[i].text == "NDEBUG")
      findings.add_risky(tokens[i].line,
                         "NDEBUG makes the program behave differently when assertions are on");
  }
}

} // namespace aurora::gate::rules
