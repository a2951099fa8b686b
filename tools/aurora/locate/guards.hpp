#pragma once

#include <string_view>
#include <vector>

namespace aurora::locate {

/// The line of the condition that decides whether `line` (1-based) runs: of the `if`, `for`, `while`,
/// `switch` or `case` it stands in; for a line below an `else`, of the `if` that belongs to it. 0 when there
/// is none. Told from indentation, so only as good as the layout of the text; linear in the distance.
int guard_of(const std::vector<std::string_view>& lines, int line);

} // namespace aurora::locate
