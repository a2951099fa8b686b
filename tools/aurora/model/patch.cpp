#include "aurora/model/patch.hpp"

#include <algorithm>

#include "aurora/base/diff.hpp"
#include "aurora/base/sort.hpp"

namespace aurora::model {
namespace {

base::DiffKind kind_of(const FileChange& change) {
  if (!change.before)
    return base::DiffKind::create;
  return change.after ? base::DiffKind::modify : base::DiffKind::remove;
}

} // namespace

std::string to_diff(const Patch& patch) {
  auto changes = patch.changes;
  base::stable_sort_by(changes, &FileChange::path);
  std::string out;
  for (const auto& change : changes)
    out += base::unified_diff(change.path, change.before.value_or(""), change.after.value_or(""),
                              kind_of(change));
  return out;
}

int changed_lines(const Patch& patch) {
  int lines = 0;
  for (const auto& change : patch.changes) {
    const auto counts = base::count_changes(change.before.value_or(""), change.after.value_or(""));
    lines += counts.added + counts.removed;
  }
  return lines;
}

} // namespace aurora::model
