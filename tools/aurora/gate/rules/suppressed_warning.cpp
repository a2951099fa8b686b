#include "aurora/gate/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::gate::rules {
namespace {

bool silences(const std::vector<Token>& tokens, std::size_t i) {
  return matches(tokens, i, {"diagnostic", "ignored"}) || matches(tokens, i, {"warning", "(", "disable"}) ||
         matches(tokens, i, {"GCC", "system_header"}) || matches(tokens, i, {"clang", "system_header"});
}

bool is_lint_mark(std::string_view comment) {
  return base::contains(comment, "NOLINT") || base::contains(comment, "cppcheck-suppress") ||
         base::contains(comment, "coverity[") || base::contains(comment, "LCOV_EXCL") ||
         base::contains(comment, "GCOVR_EXCL") || base::contains(comment, "GCOV_EXCL");
}

} // namespace

void suppressed_warning(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (file.added(tokens[i].line) && silences(tokens, i))
      findings.add_risky(tokens[i].line, "a compiler warning is switched off");
  for (const auto& comment : file.after.comments)
    if (file.added(comment.line) && is_lint_mark(comment.text))
      findings.add_risky(comment.line, "a checker or the coverage is told to look away");
}

} // namespace aurora::gate::rules
