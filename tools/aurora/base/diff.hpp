#pragma once

#include <string>
#include <string_view>

namespace aurora::base {

struct DiffCounts {
  int added = 0;
  int removed = 0;
};

/// Unified diff with three lines of context, `git apply`-able: "--- a/path", "+++ b/path", hunks; empty when
/// equal.
enum class DiffKind { modify, create, remove };
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         DiffKind kind = DiffKind::modify);

/// Added and removed lines between two texts (shortest edit script, Wu, Manber, Myers and Miller 1990).
DiffCounts count_changes(std::string_view before, std::string_view after);

} // namespace aurora::base
