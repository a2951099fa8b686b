#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/playbook/entry.hpp"

namespace aurora::playbook {

/// The edit with its own names taken out; nothing when it is C++ in no sense, or says so little that it would
/// fit everywhere. Called functions, qualified names, numbers and operators stay: they are what the edit is
/// about.
std::optional<Pattern> generalize(const Edit& edit);

/// A place that a pattern fits, and what becomes of it.
struct Fit {
  std::size_t begin = 0; ///< bytes
  std::size_t end = 0;
  std::string text;
};

/// Where the pattern fits text, beginning on a line (1-based); names bind to holes, the same name to the same
/// hole.
std::vector<Fit> fits(const Pattern& pattern, std::string_view text, int line);

} // namespace aurora::playbook
