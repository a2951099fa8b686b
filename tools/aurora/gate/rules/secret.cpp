#include "aurora/gate/rules/rules.hpp"

#include "aurora/gate/secrets.hpp"

namespace aurora::gate::rules {

void secret(const FileView& file, Findings& findings) {
  if (is_lock_file(file.change.path))
    return;
  for (const auto& line : file.lines.added) {
    const auto found = find_secret(line.text);
    if (!found)
      continue;
    const bool test_vector = file.is_test && found->certainty != SecretCertainty::known_shape;
    const auto severity = test_vector                                        ? model::Severity::note
                          : found->certainty == SecretCertainty::random_text ? model::Severity::warning
                                                                             : model::Severity::error;
    findings.add(severity, line.number,
                 "looks like " + found->what + ": read it from the environment instead");
  }
}

} // namespace aurora::gate::rules
