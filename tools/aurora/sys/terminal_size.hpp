#pragma once

#include <cstddef>
#include <optional>

namespace aurora::sys {

/// How many columns the terminal behind a file descriptor has; nothing when that cannot be told.
std::optional<std::size_t> terminal_columns(int fd);

} // namespace aurora::sys
