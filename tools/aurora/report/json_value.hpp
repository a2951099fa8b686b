#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include <json/json.h>

namespace aurora::report {

// Only for this library's own sources: the one header in which jsoncpp shows.

Json::Value json_text(const std::string& text);
Json::Value json_texts(const std::vector<std::string>& texts);

/// Two blanks of indentation, keys sorted, UTF-8, a final newline.
void write_document(std::ostream& out, const Json::Value& root);

} // namespace aurora::report
