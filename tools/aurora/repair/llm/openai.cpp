#include "aurora/repair/llm/dialect.hpp"
#include "aurora/repair/llm/json_value.hpp"

namespace aurora::repair::llm {
namespace {

Json::Value openai_message(const char* role, const std::string& text) {
  Json::Value message;
  message["role"] = role;
  message["content"] = text;
  return message;
}

sys::HttpRequest openai_request(const Endpoint& endpoint, const Chat& chat, long max_tokens) {
  Json::Value body;
  body["model"] = endpoint.model;
  body["temperature"] = 0;
  body["max_tokens"] = static_cast<Json::Int64>(max_tokens);
  body["stream"] = true;
  body["stream_options"]["include_usage"] = true;
  body["messages"].append(openai_message("system", chat.system));
  for (const auto& message : chat.messages)
    body["messages"].append(openai_message(message.role == Role::user ? "user" : "assistant", message.text));
  if (endpoint.structured) {
    auto& format = body["response_format"];
    format["type"] = "json_schema";
    format["json_schema"]["name"] = "patch";
    format["json_schema"]["strict"] = true;
    format["json_schema"]["schema"] = answer_schema();
  }
  auto request = bare_request(endpoint, "/chat/completions");
  if (!endpoint.key.empty())
    request.headers.emplace_back("Authorization", "Bearer " + endpoint.key);
  request.body = json_line(body);
  return request;
}

const Json::Value& first_choice(const Json::Value& root) {
  const auto& choices = part_of(root, "choices");
  return choices.isArray() && !choices.empty() ? choices[0] : Json::Value::nullSingleton();
}

/// What all documents and stream events have in common.
void add_openai_facts(const Json::Value& root, Answer& answer) {
  const auto& usage = part_of(root, "usage");
  if (usage.isObject()) {
    answer.tokens_in = number_of(usage, "prompt_tokens");
    answer.tokens_out = number_of(usage, "completion_tokens");
  }
  answer.cut = answer.cut || text_of(first_choice(root), "finish_reason") == "length";
}

base::Result<Answer> openai_document(std::string_view json) {
  const auto root = parse_json(json);
  if (!root)
    return base::forward(root);
  Answer answer;
  answer.text = text_of(part_of(first_choice(*root), "message"), "content");
  add_openai_facts(*root, answer);
  return answer;
}

base::Result<Answer> openai_events(const std::vector<SseEvent>& events) {
  Answer answer;
  bool complete = false;
  for (const auto& event : events) {
    if (event.data == "[DONE]") {
      complete = true;
      break;
    }
    const auto root = parse_json(event.data);
    if (!root)
      return base::forward(root);
    if (root->isMember("error"))
      return base::fail(base::ErrorCode::environment, "the server says: " + error_words(event.data));
    answer.text += text_of(part_of(first_choice(*root), "delta"), "content");
    add_openai_facts(*root, answer);
  }
  return complete ? base::Result<Answer>(answer) : broken_off();
}

} // namespace

const Dialect k_openai{openai_request, openai_document, openai_events};

} // namespace aurora::repair::llm
