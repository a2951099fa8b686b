#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>

namespace aurora::gate::rules {
namespace {

constexpr std::array<std::string_view, 16> k_starters{"system", "popen",   "_popen",        "execl",
                                                      "execlp", "execle",  "execv",         "execve",
                                                      "execvp", "execvpe", "posix_spawn",   "posix_spawnp",
                                                      "fork",   "vfork",   "ShellExecuteA", "CreateProcessA"};

/// A member or a function of another namespace may have the same name.
bool is_c_function(const std::vector<Token>& tokens, std::size_t i) {
  if (i == 0)
    return true;
  const auto before = tokens[i - 1].text;
  if (before == "." || before == "->")
    return false;
  if (before != "::")
    return true;
  return i < 2 || tokens[i - 2].text == "std" || tokens[i - 2].kind != TokenKind::identifier;
}

} // namespace

void process_execution(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool named = tokens[i].kind == TokenKind::identifier &&
                       std::ranges::find(k_starters, tokens[i].text) != k_starters.end();
    if (named && tokens[i + 1].text == "(" && is_c_function(tokens, i) && file.added(tokens[i].line))
      findings.add_risky(tokens[i].line, "another program is started (" + std::string(tokens[i].text) + ")");
  }
}

} // namespace aurora::gate::rules
