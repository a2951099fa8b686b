#include "aurora/gate/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::gate::rules {

void sanitizer_off(const FileView& file, Findings& findings) {
  for (const auto& token : file.after.code) {
    const bool attribute = token.text.starts_with("no_sanitize") || token.text.starts_with("__no_sanitize") ||
                           token.text.starts_with("disable_sanitizer_instrumentation");
    const bool hook = token.text.starts_with("__asan_default_options") || token.text == "__lsan_disable" ||
                      token.text.starts_with("__ubsan_default_options") ||
                      token.text.starts_with("__tsan_default_");
    if (token.kind == TokenKind::identifier && (attribute || hook) && file.added(token.line))
      findings.add(model::Severity::error, token.line, "a sanitizer is switched off");
  }
}

} // namespace aurora::gate::rules
