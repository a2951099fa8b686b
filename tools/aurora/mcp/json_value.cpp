#include "aurora/mcp/json_value.hpp"

#include <memory>

#include "aurora/base/text.hpp"

namespace aurora::mcp {

base::Result<Json::Value> parse_json(std::string_view text) {
  Json::CharReaderBuilder builder;
  Json::CharReaderBuilder::strictMode(&builder.settings_);
  builder["strictRoot"] = false;
  builder["stackLimit"] = 64;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (reader->parse(text.data(), text.data() + text.size(), &root, &errors))
      return root;
  } catch (const Json::Exception& error) {
    errors = error.what();
  }
  return base::fail(base::ErrorCode::invalid_input, "not JSON: " + base::to_printable(errors));
}

} // namespace aurora::mcp
