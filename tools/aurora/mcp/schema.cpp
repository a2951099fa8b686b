#include "aurora/mcp/schema.hpp"

namespace aurora::mcp {
namespace {

Json::Value text_schema(const Argument& argument) {
  Json::Value out;
  out["type"] = "string";
  out["maxLength"] = Json::UInt64(argument.max_length);
  if (argument.shape == Shape::signature)
    out["pattern"] = "^[0-9a-f]{16}$";
  if (argument.shape == Shape::file_name)
    out["pattern"] = "^[A-Za-z0-9_][A-Za-z0-9._-]*$";
  return out;
}

Json::Value argument_schema(const Argument& argument) {
  Json::Value out;
  if (argument.type == ArgumentType::flag) {
    out["type"] = "boolean";
  } else if (argument.type == ArgumentType::whole) {
    out["type"] = "integer";
    out["minimum"] = Json::Int64(argument.least);
    out["maximum"] = Json::Int64(argument.most);
  } else {
    out = text_schema(argument);
  }
  out["description"] = argument.help;
  return out;
}

Json::Value input_schema(const Tool& tool) {
  Json::Value out;
  out["type"] = "object";
  out["properties"] = Json::Value(Json::objectValue);
  out["additionalProperties"] = false;
  for (const auto& argument : tool.arguments) {
    out["properties"][argument.name] = argument_schema(argument);
    if (argument.need == Need::required)
      out["required"].append(argument.name);
  }
  return out;
}

/// Every tool answers an object that says in words how it ended.
Json::Value output_schema() {
  Json::Value out;
  out["type"] = "object";
  out["properties"]["outcome"]["type"] = "string";
  out["properties"]["outcome"]["description"] = "how it ended, in words";
  out["properties"]["exit_code"]["type"] = "integer";
  out["properties"]["messages"]["type"] = "array";
  out["properties"]["messages"]["items"]["type"] = "string";
  out["properties"]["report"]["type"] = "object";
  out["properties"]["report_uri"]["type"] = "string";
  out["required"].append("outcome");
  return out;
}

} // namespace

Json::Value describe(const Tool& tool) {
  Json::Value out;
  out["name"] = tool.name;
  out["title"] = tool.title;
  out["description"] = tool.help;
  out["inputSchema"] = input_schema(tool);
  out["outputSchema"] = output_schema();
  out["annotations"]["title"] = tool.title;
  out["annotations"]["readOnlyHint"] = tool.effect == Effect::reads;
  out["annotations"]["destructiveHint"] = tool.effect == Effect::changes_sources;
  out["annotations"]["openWorldHint"] = false;
  return out;
}

} // namespace aurora::mcp
