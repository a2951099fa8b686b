#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::ctest {

/// One entry of CMakeCache.txt.
struct CacheEntry {
  std::string name;
  std::string type; ///< BOOL, STRING, PATH, FILEPATH, INTERNAL, STATIC, UNINITIALIZED
  std::string value;
};

std::vector<CacheEntry> read_cmake_cache(std::string_view text);

/// Value of an entry, or empty.
std::string cache_value(const std::vector<CacheEntry>& entries, std::string_view name);

/// A script for `cmake -C` that sets what a user set: all but internal and static entries. `overrides` win.
std::string initial_cache_script(const std::vector<CacheEntry>& entries,
                                 const std::vector<CacheEntry>& overrides);

} // namespace aurora::ctest
