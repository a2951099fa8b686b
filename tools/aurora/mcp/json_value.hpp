#pragma once

#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/base/json_value.hpp"

namespace aurora::mcp {

// Only for this library's own sources.

/// invalid_input for what is no JSON, is nested too deeply, or names a key twice.
inline base::Result<Json::Value> parse_json(std::string_view text) {
  return base::parse_json(text, base::JsonRules::unambiguous);
}

using base::json_line;
using base::json_text;

} // namespace aurora::mcp
