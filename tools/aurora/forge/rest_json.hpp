#pragma once

#include <string>

#include <json/json.h>

#include "aurora/base/error.hpp"

namespace aurora::forge {

// Only for this library's own sources: the one header in which jsoncpp shows.

/// On one line.
std::string json_line(const Json::Value& value);

/// invalid_input when it is neither an object nor an array, or nested deeper than any forge answers.
base::Result<Json::Value> parse_answer(const std::string& body);

} // namespace aurora::forge
