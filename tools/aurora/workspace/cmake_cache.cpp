#include "aurora/workspace/cmake_cache.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::workspace {
namespace {

/// As a bracket argument, whose end does not occur in the value.
std::string bracket(const std::string& value) {
  std::string equals = "=";
  while (base::contains(value, "]" + equals + "]"))
    equals += '=';
  return "[" + equals + "[" + value + "]" + equals + "]";
}

bool is_settable(const CacheEntry& entry) {
  return entry.type == "BOOL" || entry.type == "PATH" || entry.type == "FILEPATH" || entry.type == "STRING" ||
         entry.type == "UNINITIALIZED";
}

} // namespace

std::vector<CacheEntry> read_cmake_cache(std::string_view text) {
  std::vector<CacheEntry> entries;
  for (const auto line : base::split_lines(text)) {
    if (line.empty() || line.front() == '#' || line.starts_with("//"))
      continue;
    const bool quoted = line.front() == '"';
    const auto name_end = quoted ? line.find('"', 1) : line.find(':');
    const auto colon = name_end == std::string_view::npos ? name_end : line.find(':', name_end);
    const auto equals = colon == std::string_view::npos ? colon : line.find('=', colon);
    if (equals == std::string_view::npos)
      continue;
    const auto name = line.substr(quoted ? 1 : 0, name_end - (quoted ? 1 : 0));
    entries.push_back({std::string(name), std::string(line.substr(colon + 1, equals - colon - 1)),
                       std::string(line.substr(equals + 1))});
  }
  return entries;
}

std::optional<std::string> cache_value(const std::vector<CacheEntry>& entries, std::string_view name) {
  const auto entry = std::ranges::find(entries, name, &CacheEntry::name);
  return entry == entries.end() ? std::nullopt : std::optional(entry->value);
}

std::string to_cache_script(const std::vector<CacheEntry>& entries) {
  std::string script;
  for (const auto& entry : entries)
    if (is_settable(entry))
      script += "set(" + bracket(entry.name) + " " + bracket(entry.value) + " CACHE " +
                (entry.type == "UNINITIALIZED" ? "STRING" : entry.type) + " \"\" FORCE)\n";
  return script;
}

} // namespace aurora::workspace
