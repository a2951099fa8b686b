#include "aurora/mcp/request.hpp"

#include "aurora/base/text.hpp"

namespace aurora::mcp {
namespace {

constexpr std::size_t k_max_id = 256;

/// What is sent back must be what can be sent at all.
bool is_id(const Json::Value& value) {
  if (!value.isString())
    return value.isIntegral();
  const auto text = value.asString();
  return text.size() <= k_max_id && base::to_printable(text) == text;
}

Incoming wrong(RpcCode code, std::string message, Json::Value id = Json::Value()) {
  return {std::nullopt, RpcError{code, std::move(message), std::move(id), Json::Value()}};
}

Json::Value envelope() {
  Json::Value out;
  out["jsonrpc"] = "2.0";
  return out;
}

/// What is no request though it is an object; nothing when it is one.
std::optional<Incoming> objection_to(const Json::Value& object, const Json::Value& id) {
  if (object["jsonrpc"] != "2.0")
    return wrong(RpcCode::invalid_request, "\"jsonrpc\" must be \"2.0\"", id);
  if (!object["method"].isString())
    return wrong(RpcCode::invalid_request, "\"method\" must be a text", id);
  if (object.isMember("id") && id.isNull())
    return wrong(RpcCode::invalid_request, "\"id\" must be a text or a whole number", id);
  if (object.isMember("params") && !object["params"].isObject())
    return wrong(RpcCode::invalid_params, "\"params\" must be an object", id);
  return std::nullopt;
}

bool is_answer(const Json::Value& object) {
  return !object.isMember("method") && (object.isMember("result") || object.isMember("error"));
}

} // namespace

Incoming read_request(std::string_view line) {
  const auto parsed = parse_json(line);
  if (!parsed)
    return wrong(RpcCode::parse_error, parsed.error().message);
  const Json::Value& object = *parsed;
  if (object.isArray())
    return wrong(RpcCode::invalid_request, "batches are not part of this protocol; send one message a line");
  if (!object.isObject())
    return wrong(RpcCode::invalid_request, "a message must be an object");
  if (is_answer(object))
    return {};
  const Json::Value id = is_id(object["id"]) ? object["id"] : Json::Value();
  if (auto objection = objection_to(object, id))
    return *objection;
  return {Request{id, object["method"].asString(),
                  object.isMember("params") ? object["params"] : Json::Value(Json::objectValue)},
          std::nullopt};
}

std::string error_line(const RpcError& error) {
  auto out = envelope();
  out["id"] = error.id;
  out["error"]["code"] = static_cast<int>(error.code);
  out["error"]["message"] = json_text(error.message);
  if (!error.data.isNull())
    out["error"]["data"] = error.data;
  return json_line(out);
}

std::string result_line(const Json::Value& id, const Json::Value& result) {
  auto out = envelope();
  out["id"] = id;
  out["result"] = result;
  return json_line(out);
}

std::string notification_line(const std::string& method, const Json::Value& params) {
  auto out = envelope();
  out["method"] = method;
  out["params"] = params;
  return json_line(out);
}

} // namespace aurora::mcp
