#include "aurora/mcp/protocol.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/mcp/arguments.hpp"
#include "aurora/mcp/request.hpp"
#include "aurora/mcp/revision.hpp"
#include "aurora/mcp/schema.hpp"

namespace aurora::mcp {
namespace {

constexpr std::size_t k_max_open_calls = 16;
constexpr int k_an_hour_in_ms = 3'600'000;

Json::Value resource_entry(const Resource& resource) {
  Json::Value out;
  out["uri"] = json_text(resource.uri);
  out["name"] = json_text(resource.name);
  out["description"] = json_text(resource.help);
  out["mimeType"] = resource.mime_type;
  out["size"] = Json::UInt64(resource.size);
  return out;
}

Json::Value server_info(const ServerFacts& facts) {
  Json::Value out;
  out["name"] = facts.name;
  out["title"] = "Aurora";
  out["version"] = facts.version;
  return out;
}

Json::Value capabilities() {
  Json::Value out;
  out["tools"] = Json::Value(Json::objectValue);
  out["resources"] = Json::Value(Json::objectValue);
  return out;
}

/// What every result of the stateless protocol says of itself.
Json::Value complete(Json::Value result, const ServerFacts& facts) {
  result["resultType"] = "complete";
  result["_meta"][k_server_info_key] = server_info(facts);
  return result;
}

/// The list of tools never changes; what the reports hold may have changed a moment later.
void add_caching(const std::string& method, Json::Value& result) {
  const bool changes = method.starts_with("resources/");
  result["ttlMs"] = changes ? 0 : k_an_hour_in_ms;
  result["cacheScope"] = changes ? "private" : "public";
}

std::string shown(const std::string& word) {
  return base::to_printable(word.substr(0, 80));
}

/// Wrong arguments as a result, so that the model sees them and tries again.
ToolResult wrong_arguments(const base::Error& error) {
  Json::Value document;
  document["outcome"] = json_text("wrong arguments: " + error.message);
  return {Ending::failed, json_line(document)};
}

/// A result both as the object it is and, for clients that only know texts, as text.
Json::Value tool_content(const ToolResult& result) {
  Json::Value out;
  Json::Value text;
  text["type"] = "text";
  text["text"] = json_text(result.document);
  out["content"].append(text);
  if (const auto document = parse_json(result.document); document && document->isObject())
    out["structuredContent"] = *document;
  out["isError"] = result.ending == Ending::failed;
  return out;
}

} // namespace

/// One request after the other. Whoever cannot serve one throws an RpcError, caught in receive() alone.
class Protocol::Handler {
public:
  Handler(Protocol& protocol, const Request& request) : m_protocol(protocol), m_request(request) {}

  Reaction handle() {
    if (m_request.is_notification()) {
      notice();
      return std::move(m_reaction);
    }
    m_era = era_of(m_request);
    const auto& method = m_request.method;
    if (m_era == Era::session && m_protocol.m_revision.empty() && method != "initialize" && method != "ping")
      fail(RpcCode::invalid_request,
           "the first request must be \"initialize\", or name its revision in _meta");
    if (method == "tools/call")
      start_call();
    else if (method == "subscriptions/listen" && m_era == Era::stateless)
      listen();
    else
      send(m_era == Era::stateless ? stateless_result() : session_result());
    return std::move(m_reaction);
  }

private:
  [[noreturn]] void fail(RpcCode code, std::string message) const {
    throw RpcError{code, std::move(message), m_request.id, Json::Value()};
  }

  void send(const Json::Value& result) { m_reaction.answers.push_back(result_line(m_request.id, result)); }

  Json::Value session_result() {
    if (m_request.method == "ping")
      return Json::Value(Json::objectValue);
    return m_request.method == "initialize" ? initialize() : common_result();
  }

  Json::Value stateless_result() const {
    auto result = m_request.method == "server/discover" ? discover() : common_result();
    add_caching(m_request.method, result);
    return complete(std::move(result), m_protocol.m_facts);
  }

  Json::Value common_result() const {
    const auto& method = m_request.method;
    if (method == "tools/list")
      return list_tools();
    if (method == "resources/list")
      return list_resources();
    if (method == "resources/templates/list")
      return no_templates();
    if (method == "resources/read")
      return read_resource();
    fail(RpcCode::method_not_found, "this server has no method \"" + shown(method) + "\"");
  }

  Json::Value initialize() {
    const auto& wanted = m_request.params["protocolVersion"];
    if (!m_protocol.m_revision.empty())
      fail(RpcCode::invalid_request, "\"initialize\" was done already");
    if (!wanted.isString())
      fail(RpcCode::invalid_params, "\"protocolVersion\" must be a text");
    m_protocol.m_revision = agreed_revision(wanted.asString());
    Json::Value out;
    out["protocolVersion"] = m_protocol.m_revision;
    out["capabilities"] = capabilities();
    out["serverInfo"] = server_info(m_protocol.m_facts);
    out["instructions"] = m_protocol.m_facts.instructions;
    return out;
  }

  Json::Value discover() const {
    Json::Value out;
    out["supportedVersions"] = all_revisions();
    out["capabilities"] = capabilities();
    out["serverInfo"] = server_info(m_protocol.m_facts);
    out["instructions"] = m_protocol.m_facts.instructions;
    return out;
  }

  /// Everything fits one page, so no cursor is ever handed out.
  void refuse_cursor() const {
    if (m_request.params.isMember("cursor"))
      fail(RpcCode::invalid_params, "this server gave out no such cursor");
  }

  Json::Value list_tools() const {
    refuse_cursor();
    Json::Value out;
    out["tools"] = Json::Value(Json::arrayValue);
    for (const auto& tool : m_protocol.m_tools)
      out["tools"].append(describe(tool));
    return out;
  }

  Json::Value list_resources() const {
    refuse_cursor();
    Json::Value out;
    out["resources"] = Json::Value(Json::arrayValue);
    for (const auto& resource : m_protocol.m_resources.list())
      out["resources"].append(resource_entry(resource));
    return out;
  }

  static Json::Value no_templates() {
    Json::Value out;
    out["resourceTemplates"] = Json::Value(Json::arrayValue);
    return out;
  }

  Json::Value read_resource() const {
    const auto& uri = m_request.params["uri"];
    if (!uri.isString())
      fail(RpcCode::invalid_params, "\"uri\" must be a text");
    const auto read = m_protocol.m_resources.read(uri.asString());
    if (!read)
      fail(code_for(read.error()), fmt::format("{}: {}", shown(uri.asString()), read.error().message));
    Json::Value contents;
    contents["uri"] = json_text(uri.asString());
    contents["mimeType"] = read->mime_type;
    contents["text"] = json_text(read->text);
    Json::Value out;
    out["contents"].append(contents);
    return out;
  }

  RpcCode code_for(const base::Error& error) const {
    if (error.code != base::ErrorCode::not_found)
      return RpcCode::internal_error;
    return m_era == Era::stateless ? RpcCode::invalid_params : RpcCode::resource_not_found;
  }

  const Tool& wanted_tool() const {
    const auto& name = m_request.params["name"];
    if (!name.isString())
      fail(RpcCode::invalid_params, "\"name\" must be a text");
    const auto found = std::ranges::find(m_protocol.m_tools, name.asString(), &Tool::name);
    if (found == m_protocol.m_tools.end())
      fail(RpcCode::invalid_params, "this server has no tool \"" + shown(name.asString()) + "\"");
    return *found;
  }

  std::string progress_token() const {
    const auto& meta = m_request.params["_meta"];
    const Json::Value token = meta.isObject() ? meta["progressToken"] : Json::Value();
    return token.isString() || token.isIntegral() ? json_line(token) : std::string();
  }

  /// The request's id, to be answered later.
  std::string open_request() {
    if (m_protocol.m_open.size() >= k_max_open_calls)
      fail(RpcCode::busy, "too many calls wait already; wait for a result first");
    auto id = json_line(m_request.id);
    if (!m_protocol.m_open.emplace(id, m_era).second)
      fail(RpcCode::invalid_request, "a call with this id is still running");
    return id;
  }

  void start_call() {
    const auto& tool = wanted_tool();
    auto arguments = read_arguments(tool, m_request.params["arguments"]);
    if (arguments) {
      m_reaction.call = Call{open_request(), tool.name, std::move(*arguments), progress_token()};
      return;
    }
    if (m_era == Era::session && !gives_wrong_arguments_to_the_model(m_protocol.m_revision))
      fail(RpcCode::invalid_params, arguments.error().message);
    const auto result = tool_content(wrong_arguments(arguments.error()));
    send(m_era == Era::stateless ? complete(result, m_protocol.m_facts) : result);
  }

  /// This server notifies of nothing, so the stream that was asked for stays empty until it is cancelled.
  void listen() {
    if (!m_request.params["notifications"].isObject())
      fail(RpcCode::invalid_params, "\"notifications\" must be an object");
    open_request();
    Json::Value params;
    params["_meta"][k_subscription_key] = m_request.id;
    params["notifications"] = Json::Value(Json::objectValue);
    m_reaction.answers.push_back(notification_line("notifications/subscriptions/acknowledged", params));
  }

  /// Notifications are never answered, not even wrong ones.
  void notice() {
    if (m_request.method != "notifications/cancelled")
      return;
    const auto& wanted = m_request.params["requestId"];
    if (!wanted.isString() && !wanted.isIntegral())
      return;
    auto id = json_line(wanted);
    if (m_protocol.m_open.erase(id) > 0)
      m_reaction.cancelled = std::move(id);
  }

  Protocol& m_protocol;
  const Request& m_request;
  Era m_era = Era::session;
  Reaction m_reaction;
};

Protocol::Protocol(ServerFacts facts, std::vector<Tool> tools, Resources& resources)
    : m_facts(std::move(facts)), m_tools(std::move(tools)), m_resources(resources) {}

Reaction Protocol::receive(std::string_view line) {
  const auto incoming = read_request(line);
  if (incoming.error)
    return {{error_line(*incoming.error)}, std::nullopt, ""};
  if (!incoming.request)
    return {};
  try {
    return Handler(*this, *incoming.request).handle();
  } catch (const RpcError& error) {
    return {{error_line(error)}, std::nullopt, ""};
  }
}

std::string Protocol::too_long(std::size_t limit) {
  return error_line({RpcCode::invalid_request, fmt::format("a message may have {} bytes at the most", limit),
                     Json::Value(), Json::Value()});
}

std::optional<std::string> Protocol::answer(const Call& call, const ToolResult& result) {
  const auto id = parse_json(call.id);
  const auto open = m_open.extract(call.id);
  if (!open || !id)
    return std::nullopt;
  const auto content = tool_content(result);
  return result_line(*id, open.mapped() == Era::stateless ? complete(content, m_facts) : content);
}

std::optional<std::string> Protocol::refuse(const Call& call, const std::string& why) {
  const auto id = parse_json(call.id);
  if (m_open.erase(call.id) == 0 || !id)
    return std::nullopt;
  return error_line({RpcCode::internal_error, why, *id, Json::Value()});
}

std::optional<std::string> Protocol::progress(const Call& call, int step, const std::string& message) const {
  const auto token = parse_json(call.progress_token);
  if (call.progress_token.empty() || !token || !m_open.contains(call.id))
    return std::nullopt;
  Json::Value params;
  params["progressToken"] = *token;
  params["progress"] = step;
  params["message"] = json_text(message);
  return notification_line("notifications/progress", params);
}

} // namespace aurora::mcp
