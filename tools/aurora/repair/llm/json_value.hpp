#pragma once

#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/base/json_value.hpp"

namespace aurora::repair::llm {

// Only for this library's own sources.

/// An object, at most 64 levels deep; invalid_input for everything else.
base::Result<Json::Value> parse_json(std::string_view text);

using base::json_line;

/// A member that may be missing or of another type.
std::string text_of(const Json::Value& object, const char* name);
long number_of(const Json::Value& object, const char* name);
/// An object or array that may be missing; null for everything else.
const Json::Value& part_of(const Json::Value& object, const char* name);

/// The edits as the model is asked for them by schema.
Json::Value answer_schema();

} // namespace aurora::repair::llm
