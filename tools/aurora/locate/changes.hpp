#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::locate {

/// Lines of the new text that a change added or replaced; for a pure deletion the line it happened after.
struct ChangedLines {
  std::string file; ///< relative to the root of the repository
  int first = 0;    ///< 1-based
  int last = 0;     ///< inclusive
  bool operator==(const ChangedLines&) const = default;
};

/// Reads `git diff -U0` (any unified diff works, with coarser ranges). Lines that are no diff are skipped;
/// removed files give nothing.
std::vector<ChangedLines> parse_changed_lines(std::string_view diff);

} // namespace aurora::locate
