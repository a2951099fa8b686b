#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aurora/base/error.hpp"

namespace aurora::history {

/// Where a history is kept.
struct Location {
  std::string path; ///< of the SQLite file, absolute; empty: a server
  std::string url;  ///< of the PostgreSQL server
};

/// "postgresql://…" and "postgres://…" are servers; anything else is a file, relative to root; empty:
/// `.aurora/history.db`. usage for another scheme.
base::Result<Location> parse_location(std::string_view text, const std::string& root);

/// For people: without the password of a URL.
std::string to_string(const Location& location);

/// The name of a file system that is shared over a network, by its number in statfs(2); nothing for a local
/// one.
std::optional<std::string_view> network_file_system(std::uint64_t magic);

/// That of the folder, or of the nearest one above it that exists; 0 when it cannot be told.
std::uint64_t file_system_of(const std::string& folder);

} // namespace aurora::history
