#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::workspace {

struct CacheEntry {
  std::string name;
  std::string type;
  std::string value;
};

/// The entries of a CMakeCache.txt, in order; lines that are none are skipped.
std::vector<CacheEntry> read_cmake_cache(std::string_view text);
std::optional<std::string> cache_value(const std::vector<CacheEntry>& entries, std::string_view name);
/// A script for `cmake -C` that sets what a user could have set (not INTERNAL or STATIC).
std::string to_cache_script(const std::vector<CacheEntry>& entries);

} // namespace aurora::workspace
