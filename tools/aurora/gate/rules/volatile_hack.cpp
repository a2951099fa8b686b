#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate::rules {

void volatile_hack(const FileView& file, Findings& findings) {
  for (const auto& token : file.after.code)
    if (token.kind == TokenKind::identifier && token.text == "volatile" && file.added(token.line))
      findings.add(model::Severity::warning, token.line,
                   "volatile hides a data race or an optimizer-dependent fault; it does not repair it");
}

} // namespace aurora::gate::rules
