#include "aurora/repair/llm/json_value.hpp"

#include <algorithm>

namespace aurora::repair::llm {
namespace {

Json::Value string_type() {
  Json::Value type;
  type["type"] = "string";
  return type;
}

/// An object with just these texts, all required.
Json::Value closed_object() {
  Json::Value type;
  type["type"] = "object";
  type["additionalProperties"] = false;
  return type;
}

} // namespace

base::Result<Json::Value> parse_json(std::string_view text) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 64;
  builder["allowSpecialFloats"] = false;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(text.data(), text.data() + text.size(), &root, &errors) || !root.isObject())
      return base::fail(base::ErrorCode::invalid_input, "is not a JSON object");
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input, std::string("is not JSON: ") + error.what());
  }
  return root;
}

std::string text_of(const Json::Value& object, const char* name) {
  const auto& value = part_of(object, name);
  return value.isString() ? value.asString() : std::string();
}

long number_of(const Json::Value& object, const char* name) {
  constexpr Json::Int64 k_most = 1'000'000'000; // sums of what a server claims must not overflow
  const auto& value = part_of(object, name);
  return value.isInt64() ? std::clamp<Json::Int64>(value.asInt64(), 0, k_most) : 0;
}

const Json::Value& part_of(const Json::Value& object, const char* name) {
  return object.isObject() && object.isMember(name) ? object[name] : Json::Value::nullSingleton();
}

Json::Value answer_schema() {
  auto edit = closed_object();
  for (const char* name : {"file", "search", "replace"}) {
    edit["properties"][name] = string_type();
    edit["required"].append(name);
  }
  auto root = closed_object();
  root["properties"]["explanation"] = string_type();
  root["properties"]["edits"]["type"] = "array";
  root["properties"]["edits"]["items"] = edit;
  root["required"].append("explanation");
  root["required"].append("edits");
  return root;
}

} // namespace aurora::repair::llm
