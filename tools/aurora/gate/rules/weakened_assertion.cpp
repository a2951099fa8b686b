#include "aurora/gate/rules/rules.hpp"

#include "aurora/gate/assertions.hpp"

namespace aurora::gate::rules {

void weakened_assertion(const FileView& file, Findings& findings) {
  const auto removed = count_assertions(file.before.code, file.lines.removed_numbers);
  const auto added = count_assertions(file.after.code, file.lines.added_numbers);
  if (removed.count == 0 || added.count < removed.count)
    return;
  // Assertions that came in addition do not make up for one that demands less: they count as full.
  const auto expected = removed.strength + 3 * (added.count - removed.count);
  if (added.strength >= expected)
    return;
  const auto severity = expected - added.strength >= 2 ? model::Severity::error : model::Severity::warning;
  findings.add(severity, added.first_line, "an assertion demands less than it did");
}

} // namespace aurora::gate::rules
