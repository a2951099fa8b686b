#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aurora/mcp/json_value.hpp"

namespace aurora::mcp {

/// Error codes of JSON-RPC 2.0 (section 5.1), of the protocol, and one of this server outside the range that
/// is reserved.
enum class RpcCode {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  resource_not_found = -32002, ///< not in the stateless protocol
  unsupported_revision = -32022,
  busy = 503
};

struct RpcError {
  RpcCode code = RpcCode::internal_error;
  std::string message;
  Json::Value id;   ///< null when it could not be read
  Json::Value data; ///< null: none
};

/// A request, or a notification when it has no id.
struct Request {
  Json::Value id; ///< text or whole number; null: a notification
  std::string method;
  Json::Value params; ///< an object

  bool is_notification() const { return id.isNull(); }
};

/// What a line of the client says. An answer of the client to a question is nothing to act on: this server
/// asks none.
struct Incoming {
  std::optional<Request> request;
  std::optional<RpcError> error;
};

Incoming read_request(std::string_view line);

std::string error_line(const RpcError& error);
std::string result_line(const Json::Value& id, const Json::Value& result);
std::string notification_line(const std::string& method, const Json::Value& params);

} // namespace aurora::mcp
