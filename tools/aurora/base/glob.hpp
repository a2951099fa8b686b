#pragma once

#include <string_view>

namespace aurora::base {

/// Whether a "/"-separated relative path matches a glob as in .gitignore: `?` and `*` within one component,
/// `**` across components, `[a-z]` classes; a pattern without "/" matches the last component at any depth;
/// a pattern ending in "/" matches everything below that folder.
bool glob_match(std::string_view pattern, std::string_view path);

} // namespace aurora::base
