#pragma once

#include <string>
#include <string_view>

namespace aurora::report {

// Only for this library's own sources.

std::string_view page_style();
std::string_view page_script();

/// "'sha256-…'" as Content Security Policy (W3C, level 3) names an inline block.
std::string policy_hash(std::string_view block);

} // namespace aurora::report
