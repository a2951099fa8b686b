#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"

namespace aurora::gate::rules {
namespace {

constexpr std::array<std::string_view, 6> k_skips{"GTEST_SKIP", "GTEST_SKIP_", "QSKIP",
                                                  "SKIP",       "IGNORE_TEST", "TEST_IGNORE"};
constexpr std::array<std::string_view, 7> k_script_skips{
    "pytest.mark.skip", "pytest.skip(", "unittest.skip", "it.skip(", "test.skip(", "describe.skip(", "xit("};

/// Catch2 hides tests tagged [.] or [.name] or [!mayfail]; "[!shouldfail]" turns a verdict around.
bool hides(std::string_view tags) {
  return base::contains(tags, "[.") || base::contains(tags, "[!mayfail]") ||
         base::contains(tags, "[!shouldfail]") || base::contains(tags, "[!hide]");
}

bool skips(const std::vector<Token>& tokens, std::size_t i) {
  const auto& token = tokens[i];
  if (token.kind == TokenKind::string)
    return hides(token.text);
  if (token.kind != TokenKind::identifier)
    return false;
  if (token.text.starts_with("DISABLED_") || std::ranges::find(k_skips, token.text) != k_skips.end())
    return true;
  const bool doctest = matches(tokens, i, {"doctest", "::", "skip"}) ||
                       matches(tokens, i, {"doctest", "::", "may_fail"}) ||
                       matches(tokens, i, {"doctest", "::", "should_fail"});
  return doctest || matches(tokens, i, {"boost", "::", "unit_test", "::", "disabled"}) ||
         (token.text == "disabled" && i > 0 && tokens[i - 1].text == "::");
}

} // namespace

void disabled_test(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; file.is_test && i < tokens.size(); ++i)
    if (file.added(tokens[i].line) && skips(tokens, i))
      findings.add(model::Severity::error, tokens[i].line, "a test is disabled, hidden or skipped");
  if (file.kind != FileKind::script)
    return;
  for (const auto& line : file.lines.added)
    if (std::ranges::any_of(k_script_skips, [&](auto skip) { return base::contains(line.text, skip); }))
      findings.add(model::Severity::error, line.number, "a test is disabled or skipped");
}

} // namespace aurora::gate::rules
