#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>

namespace aurora::gate::rules {
namespace {

constexpr std::array<std::string_view, 9> k_handling{
    "throw", "rethrow_exception", "current_exception", "abort", "terminate", "FAIL", "ADD_FAILURE",
    "exit",  "GTEST_FAIL"};

/// Whether a handler's body does nothing about the exception: nothing at all, or only return, continue,
/// break.
bool swallows(const std::vector<Token>& tokens, std::size_t open, std::size_t close) {
  bool only_leaves = true;
  bool in_return = false;
  for (auto i = open + 1; i < close; ++i) {
    const auto& token = tokens[i];
    if (token.kind == TokenKind::identifier && std::ranges::find(k_handling, token.text) != k_handling.end())
      return false;
    const bool leaves = token.text == "return" || token.text == "continue" || token.text == "break";
    in_return = (in_return || token.text == "return") && token.text != ";";
    only_leaves = only_leaves && (leaves || in_return || token.text == ";");
  }
  return only_leaves;
}

} // namespace

void swallowed_exception(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!matches(tokens, i, {"catch", "("}))
      continue;
    const auto parameter_end = closing(tokens, i + 1);
    if (!matches(tokens, parameter_end, {")", "{"}))
      continue;
    const auto end = closing(tokens, parameter_end + 1);
    if (swallows(tokens, parameter_end + 1, end) && file.added(i, end))
      findings.add_risky(tokens[i].line, "an exception is caught and nothing is done about it");
  }
}

} // namespace aurora::gate::rules
