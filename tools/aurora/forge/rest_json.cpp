#include "aurora/forge/rest_json.hpp"

#include <memory>

namespace aurora::forge {

std::string json_line(const Json::Value& value) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, value);
}

base::Result<Json::Value> parse_answer(const std::string& body) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 64;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (reader->parse(body.data(), body.data() + body.size(), &root, &errors) &&
        (root.isObject() || root.isArray()))
      return root;
  } catch (const Json::Exception&) {
    // deeper than anything a forge answers
  }
  return base::fail(base::ErrorCode::invalid_input, "the forge's answer is not JSON as it should be");
}

} // namespace aurora::forge
