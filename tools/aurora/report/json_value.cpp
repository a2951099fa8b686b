#include "aurora/report/json_value.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::report {

Json::Value json_text(const std::string& text) {
  return Json::Value(base::to_printable(text));
}

Json::Value json_texts(const std::vector<std::string>& texts) {
  Json::Value out(Json::arrayValue);
  for (const auto& text : texts)
    out.append(json_text(text));
  return out;
}

base::Result<Json::Value> parse_document(std::string_view text, std::string_view schema) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 32;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(text.data(), text.data() + text.size(), &root, &errors) || !root.isObject())
      return base::fail(base::ErrorCode::invalid_input, "not a JSON object: " + base::to_printable(errors));
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input,
                      "not a JSON object: " + base::to_printable(error.what()));
  }
  if (const auto found = text_in(root, "schema"); found != schema)
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
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "  ";
  builder["emitUTF8"] = true;
  builder["precision"] = 6;
  const std::unique_ptr<Json::StreamWriter> writer(builder.newStreamWriter());
  writer->write(root, &out);
  out << '\n';
}

} // namespace aurora::report
