#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace aurora::schemata {

/// Where the directives and comments at the start of a text end, as clang sees it: it can keep what they
/// bring in while the rest of the text changes. Nothing when that is inside of an #if.
std::optional<std::size_t> preamble_end(std::string_view text);

} // namespace aurora::schemata
