#pragma once

#include <string>
#include <string_view>

#include <json/json.h>

#include "aurora/base/error.hpp"

namespace aurora::mcp {

// Only for this library's own sources: the one header in which jsoncpp shows.

/// invalid_input for what is no JSON, is nested too deeply, or names a key twice.
base::Result<Json::Value> parse_json(std::string_view text);

/// On one line, without blanks.
std::string to_line(const Json::Value& value);

/// Any bytes as a JSON text.
Json::Value json_text(std::string_view text);

} // namespace aurora::mcp
