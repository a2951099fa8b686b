#include "aurora/ctest/cmake_cache.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::ctest {
namespace {

std::string set_command(const CacheEntry& entry) {
  const auto type = entry.type == "UNINITIALIZED" ? "STRING" : entry.type;
  return fmt::format("set({} [====[{}]====] CACHE {} \"\" FORCE)\n", entry.name, entry.value, type);
}

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) { return base::is_identifier_char(c) || c == '-' || c == '.' || c == '+'; };
  return !name.empty() && std::ranges::all_of(name, plain);
}

} // namespace

std::vector<CacheEntry> read_cmake_cache(std::string_view text) {
  std::vector<CacheEntry> entries;
  for (const auto line : base::split_lines(text)) {
    if (line.empty() || line.front() == '#' || line.front() == '/')
      continue;
    const auto equals = line.find('=');
    const auto colon = line.substr(0, equals).rfind(':');
    if (equals == std::string_view::npos || colon == std::string_view::npos)
      continue;
    entries.push_back({std::string(line.substr(0, colon)),
                       std::string(line.substr(colon + 1, equals - colon - 1)),
                       std::string(line.substr(equals + 1))});
  }
  return entries;
}

std::string cache_value(const std::vector<CacheEntry>& entries, std::string_view name) {
  const auto found = std::ranges::find(entries, name, &CacheEntry::name);
  return found == entries.end() ? std::string() : found->value;
}

std::string initial_cache_script(const std::vector<CacheEntry>& entries,
                                 const std::vector<CacheEntry>& overrides) {
  std::string script;
  for (const auto& entry : entries) {
    const bool ours = entry.type == "INTERNAL" || entry.type == "STATIC";
    const bool overridden = std::ranges::find(overrides, entry.name, &CacheEntry::name) != overrides.end();
    if (!ours && !overridden && is_plain_name(entry.name) && !base::contains(entry.value, "]====]"))
      script += set_command(entry);
  }
  for (const auto& entry : overrides)
    script += set_command(entry);
  return script;
}

} // namespace aurora::ctest
