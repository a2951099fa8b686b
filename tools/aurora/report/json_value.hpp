#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/base/json_value.hpp"

namespace aurora::report {

// Only for this library's own sources.

using base::json_text;
using base::json_texts;

/// The object of a document of ours. invalid_input for malformed text, unsupported for another schema (the
/// message names it).
base::Result<Json::Value> parse_document(std::string_view text, std::string_view schema);

// What a key of an object holds; nothing when it is of another type, or the value is no object.
std::string text_in(const Json::Value& object, const char* key);
int int_in(const Json::Value& object, const char* key);
double number_in(const Json::Value& object, const char* key);
Json::Value list_in(const Json::Value& object, const char* key);

/// Two blanks of indentation, keys sorted, UTF-8, a final newline.
void write_document(std::ostream& out, const Json::Value& root);

} // namespace aurora::report
