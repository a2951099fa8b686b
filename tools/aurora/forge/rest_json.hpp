#pragma once

#include <string>

#include "aurora/base/error.hpp"
#include "aurora/base/json_value.hpp"

namespace aurora::forge {

// Only for this library's own sources.

using base::json_line;

/// invalid_input when it is neither an object nor an array, or nested deeper than any forge answers.
base::Result<Json::Value> parse_answer(const std::string& body);

} // namespace aurora::forge
