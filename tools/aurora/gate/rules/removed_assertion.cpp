#include "aurora/gate/rules/rules.hpp"

#include <fmt/format.h>

#include "aurora/gate/assertions.hpp"

namespace aurora::gate::rules {

void removed_assertion(const FileView& file, Findings& findings) {
  const auto removed = count_assertions(file.before.code, file.lines.removed_numbers);
  const auto added = count_assertions(file.after.code, file.lines.added_numbers);
  if (removed.count > added.count)
    findings.add(model::Severity::error, removed.first_line,
                 fmt::format("{} assertion(s) are removed (from line {} of the old file on)",
                             removed.count - added.count, removed.first_line));
}

} // namespace aurora::gate::rules
