#include "aurora/gate/rules/rules.hpp"

namespace aurora::gate::rules {

void goto_statement(const FileView& file, Findings& findings) {
  for (const auto& token : file.after.code)
    if (token.kind == TokenKind::identifier && token.text == "goto" && file.added(token.line))
      findings.add(model::Severity::note, token.line, "a goto is added");
}

} // namespace aurora::gate::rules
