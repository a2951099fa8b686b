#include "aurora/base/json_value.hpp"

#include <memory>

#include "aurora/base/text.hpp"

namespace aurora::base {

Json::Value json_text(std::string_view text) {
  return Json::Value(to_printable(text));
}

Json::Value json_texts(const std::vector<std::string>& texts) {
  Json::Value out(Json::arrayValue);
  for (const auto& text : texts)
    out.append(json_text(text));
  return out;
}

Json::Value json_number(const std::optional<double>& number) {
  return number ? Json::Value(*number) : Json::Value();
}

std::string json_line(const Json::Value& value) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, value);
}

std::string json_document(const Json::Value& value, unsigned digits) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "  ";
  builder["emitUTF8"] = true;
  builder["precision"] = digits;
  return Json::writeString(builder, value) + "\n";
}

Result<Json::Value> parse_json(std::string_view text, JsonRules rules) {
  Json::CharReaderBuilder builder;
  if (rules == JsonRules::unambiguous) {
    Json::CharReaderBuilder::strictMode(&builder.settings_);
    builder["strictRoot"] = false; // a text or a number is JSON, too
  }
  builder["stackLimit"] = 64;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (reader->parse(text.data(), text.data() + text.size(), &root, &errors))
      return root;
  } catch (const Json::Exception& error) { // nested too deeply
    errors = error.what();
  }
  return fail(ErrorCode::invalid_input, "not JSON: " + to_printable(errors));
}

Result<Json::Value> parse_json_object(std::string_view text) {
  auto root = parse_json(text);
  if (!root || root->isObject())
    return root;
  return fail(ErrorCode::invalid_input, "not a JSON object");
}

} // namespace aurora::base
