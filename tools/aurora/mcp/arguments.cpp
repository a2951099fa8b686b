#include "aurora/mcp/arguments.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::mcp {
namespace {

using base::ErrorCode;

bool is_signature(std::string_view text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_file_name(std::string_view text) {
  const auto harmless = [](char c) { return base::is_identifier_char(c) || c == '.' || c == '-'; };
  return !text.empty() && base::is_identifier_char(text[0]) && std::ranges::all_of(text, harmless);
}

base::Result<std::string> text_argument(const Argument& argument, const Json::Value& value) {
  if (!value.isString())
    return base::fail(ErrorCode::invalid_input, fmt::format("\"{}\" must be a text", argument.name));
  auto text = value.asString();
  if (text.size() > argument.max_length)
    return base::fail(ErrorCode::invalid_input,
                      fmt::format("\"{}\" is longer than {} bytes", argument.name, argument.max_length));
  if (text.find('\0') != std::string::npos)
    return base::fail(ErrorCode::invalid_input, fmt::format("\"{}\" holds a zero byte", argument.name));
  if (argument.shape == Shape::signature && !is_signature(text))
    return base::fail(
        ErrorCode::invalid_input,
        fmt::format("\"{}\" must be 16 hex digits, as list_failures gives them", argument.name));
  if (argument.shape == Shape::file_name && !is_file_name(text))
    return base::fail(ErrorCode::invalid_input,
                      fmt::format("\"{}\" must be the name of a file, without folders", argument.name));
  return text;
}

base::Result<std::string> whole_argument(const Argument& argument, const Json::Value& value) {
  if (!value.isInt64() || value.asInt64() < argument.least || value.asInt64() > argument.most)
    return base::fail(ErrorCode::invalid_input, fmt::format("\"{}\" must be a whole number from {} to {}",
                                                            argument.name, argument.least, argument.most));
  return std::to_string(value.asInt64());
}

base::Result<std::string> flag_argument(const Argument& argument, const Json::Value& value) {
  if (!value.isBool())
    return base::fail(ErrorCode::invalid_input, fmt::format("\"{}\" must be true or false", argument.name));
  return std::string(value.asBool() ? "true" : "false");
}

base::Result<std::string> read_argument(const Argument& argument, const Json::Value& value) {
  switch (argument.type) {
  case ArgumentType::whole:
    return whole_argument(argument, value);
  case ArgumentType::flag:
    return flag_argument(argument, value);
  case ArgumentType::text:
    break;
  }
  return text_argument(argument, value);
}

base::Result<void> refuse_unknown(const Tool& tool, const Json::Value& given) {
  for (const auto& name : given.getMemberNames())
    if (std::ranges::find(tool.arguments, name, &Argument::name) == tool.arguments.end())
      return base::fail(ErrorCode::invalid_input, fmt::format("{} has no argument \"{}\"", tool.name,
                                                              base::to_printable(name.substr(0, 80))));
  return {};
}

} // namespace

base::Result<std::map<std::string, std::string>> read_arguments(const Tool& tool, const Json::Value& given) {
  std::map<std::string, std::string> out;
  if (!given.isNull() && !given.isObject())
    return base::fail(ErrorCode::invalid_input, "\"arguments\" must be an object");
  const Json::Value object = given.isNull() ? Json::Value(Json::objectValue) : given;
  if (auto known = refuse_unknown(tool, object); !known)
    return base::forward(known);
  for (const auto& argument : tool.arguments) {
    if (!object.isMember(argument.name)) {
      if (argument.need == Need::required)
        return base::fail(ErrorCode::invalid_input,
                          fmt::format("{} needs the argument \"{}\"", tool.name, argument.name));
      continue;
    }
    auto text = read_argument(argument, object[argument.name]);
    if (!text)
      return base::forward(text);
    out.emplace(argument.name, std::move(*text));
  }
  return out;
}

} // namespace aurora::mcp
