#include "aurora/report/json_value.hpp"

#include <ostream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::report {

base::Result<Json::Value> parse_document(std::string_view text, std::string_view schema) {
  auto root = base::parse_json_object(text);
  if (!root)
    return root;
  if (const auto found = text_in(*root, "schema"); found != schema)
    return base::fail(base::ErrorCode::unsupported,
                      fmt::format("schema is \"{}\", this version reads \"{}\"; use the Aurora that wrote it",
                                  base::to_printable(found), schema));
  return root;
}

std::string text_in(const Json::Value& object, const char* key) {
  return object.isObject() && object[key].isString() ? object[key].asString() : std::string();
}

int int_in(const Json::Value& object, const char* key) {
  return object.isObject() && object[key].isInt() ? object[key].asInt() : 0;
}

double number_in(const Json::Value& object, const char* key) {
  return object.isObject() && object[key].isNumeric() ? object[key].asDouble() : 0.0;
}

Json::Value list_in(const Json::Value& object, const char* key) {
  return object.isObject() && object[key].isArray() ? object[key] : Json::Value(Json::arrayValue);
}

void write_document(std::ostream& out, const Json::Value& root) {
  out << base::json_document(root, 6);
}

} // namespace aurora::report
