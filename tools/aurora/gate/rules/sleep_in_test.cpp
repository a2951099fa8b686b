#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>

namespace aurora::gate::rules {
namespace {
constexpr std::array<std::string_view, 8> k_sleeps{"sleep_for", "sleep_until", "usleep", "nanosleep",
                                                   "sleep",     "Sleep",       "qSleep", "clock_nanosleep"};
}

void sleep_in_test(const FileView& file, Findings& findings) {
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool sleeps = tokens[i].kind == TokenKind::identifier && tokens[i + 1].text == "(" &&
                        std::ranges::find(k_sleeps, tokens[i].text) != k_sleeps.end();
    if (!sleeps || !file.added(tokens[i].line))
      continue;
    if (file.is_test)
      findings.add_risky(tokens[i].line,
                         "a test waits by sleeping: it hides a race and slows the suite down");
    else
      findings.add(model::Severity::warning, tokens[i].line, "a sleep is added: it may only hide a race");
  }
}

} // namespace aurora::gate::rules
