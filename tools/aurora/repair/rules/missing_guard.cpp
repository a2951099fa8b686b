#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

namespace {

bool is_guarded(const SourceText& source) {
  return base::contains(source.text(), "#pragma once") ||
         (base::contains(source.text(), "#ifndef") && base::contains(source.text(), "#endif"));
}

} // namespace

Proposals missing_guard(const Symptom& symptom) {
  const bool told = base::contains(headline(symptom), "redefinition of") ||
                    base::contains(headline(symptom), "redefined") ||
                    base::contains(headline(symptom), "multiple definition of 'enum");
  if (!told || symptom.source == nullptr || !is_header(symptom.file) || is_guarded(*symptom.source))
    return {};
  return {single_edit(symptom.file, {0, 0, "#pragma once" + std::string(symptom.source->newline())}, 0.92,
                      "add #pragma once to " + symptom.file,
                      "The header is read twice in one compilation and nothing prevents that.")};
}

} // namespace aurora::repair::rules
