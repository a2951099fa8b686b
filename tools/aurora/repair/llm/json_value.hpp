#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <json/json.h>

#include "aurora/base/error.hpp"

namespace aurora::repair::llm {

// Only for this library's own sources: the one header in which jsoncpp shows.

/// An object, at most 64 levels deep; invalid_input for everything else.
base::Result<Json::Value> parse_json(std::string_view text);

/// One line, without blanks.
std::string to_text(const Json::Value& value);

/// A member that may be missing or of another type.
std::string text_of(const Json::Value& object, const char* name);
long number_of(const Json::Value& object, const char* name);
/// An object or array that may be missing; null for everything else.
const Json::Value& part_of(const Json::Value& object, const char* name);

/// The edits as the model is asked for them by schema.
Json::Value answer_schema();

} // namespace aurora::repair::llm
