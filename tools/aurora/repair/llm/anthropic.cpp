#include "aurora/repair/llm/dialect.hpp"
#include "aurora/repair/llm/json_value.hpp"

namespace aurora::repair::llm {
namespace {

constexpr const char* k_tool = "propose_patch";

void ask_for_tool(Json::Value& body) {
  Json::Value tool;
  tool["name"] = k_tool;
  tool["description"] = "Proposes the smallest edits that repair the fault.";
  tool["input_schema"] = answer_schema();
  body["tools"].append(tool);
  body["tool_choice"]["type"] = "tool";
  body["tool_choice"]["name"] = k_tool;
}

sys::HttpRequest anthropic_request(const Endpoint& endpoint, const Chat& chat, long max_tokens) {
  Json::Value body;
  body["model"] = endpoint.model;
  body["temperature"] = 0;
  body["max_tokens"] = static_cast<Json::Int64>(max_tokens);
  body["stream"] = true;
  body["system"] = chat.system;
  for (const auto& message : chat.messages) {
    Json::Value entry;
    entry["role"] = message.role == Role::user ? "user" : "assistant";
    entry["content"] = message.text;
    body["messages"].append(entry);
  }
  if (endpoint.structured)
    ask_for_tool(body);
  auto request = bare_request(endpoint, "/messages");
  request.headers.emplace_back("anthropic-version", "2023-06-01");
  if (!endpoint.key.empty())
    request.headers.emplace_back("x-api-key", endpoint.key);
  request.body = json_line(body);
  return request;
}

/// Texts and the tool's input; other blocks (thinking) are no answer.
void add_block(const Json::Value& block, Answer& answer) {
  const auto type = text_of(block, "type");
  if (type == "text")
    answer.text += text_of(block, "text");
  else if (type == "tool_use" && part_of(block, "input").isObject())
    answer.text += json_line(part_of(block, "input"));
}

void add_anthropic_usage(const Json::Value& usage, Answer& answer) {
  if (const auto count = number_of(usage, "input_tokens"); count > 0)
    answer.tokens_in = count;
  if (const auto count = number_of(usage, "output_tokens"); count > 0)
    answer.tokens_out = count;
}

base::Result<Answer> anthropic_document(std::string_view json) {
  const auto root = parse_json(json);
  if (!root)
    return base::forward(root);
  Answer answer;
  const auto& content = part_of(*root, "content");
  if (content.isArray())
    for (const auto& block : content)
      add_block(block, answer);
  add_anthropic_usage(part_of(*root, "usage"), answer);
  answer.cut = text_of(*root, "stop_reason") == "max_tokens";
  return answer;
}

void add_event(const Json::Value& root, Answer& answer) {
  const auto& delta = part_of(root, "delta");
  answer.text += text_of(delta, "text") + text_of(delta, "partial_json");
  add_anthropic_usage(part_of(root, "usage"), answer);
  add_anthropic_usage(part_of(part_of(root, "message"), "usage"), answer);
  answer.cut = answer.cut || text_of(delta, "stop_reason") == "max_tokens";
}

base::Result<Answer> anthropic_events(const std::vector<SseEvent>& events) {
  Answer answer;
  for (const auto& event : events) {
    const auto root = parse_json(event.data);
    if (!root)
      return base::forward(root);
    const auto type = text_of(*root, "type");
    if (type == "error")
      return base::fail(base::ErrorCode::environment, "the server says: " + error_words(event.data));
    if (type == "message_stop")
      return answer;
    add_event(*root, answer);
  }
  return broken_off();
}

} // namespace

const Dialect k_anthropic{anthropic_request, anthropic_document, anthropic_events};

} // namespace aurora::repair::llm
