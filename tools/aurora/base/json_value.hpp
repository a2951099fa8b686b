#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <json/json.h>

#include "aurora/base/error.hpp"

namespace aurora::base {

// For sources, and for headers that only the sources of one library read: jsoncpp shows in no other header.

/// Any bytes as a JSON text.
Json::Value json_text(std::string_view text);
Json::Value json_texts(const std::vector<std::string>& texts);

/// null for nothing.
Json::Value json_number(const std::optional<double>& number);

template <class Range, class Convert>
Json::Value json_list(const Range& items, Convert convert) {
  Json::Value out(Json::arrayValue);
  for (const auto& item : items)
    out.append(convert(item));
  return out;
}

/// On one line, without blanks.
std::string json_line(const Json::Value& value);

/// Two blanks of indentation, keys sorted, UTF-8, a final newline; numbers with as many digits.
std::string json_document(const Json::Value& value, unsigned digits);

enum class JsonRules {
  lenient,    ///< jsoncpp's own: comments, and the last of two members of one name
  unambiguous ///< neither
};

/// invalid_input for what is no JSON by these rules, or is nested more than 64 levels deep.
Result<Json::Value> parse_json(std::string_view text, JsonRules rules = JsonRules::lenient);

/// invalid_input also for what is no object.
Result<Json::Value> parse_json_object(std::string_view text);

} // namespace aurora::base
