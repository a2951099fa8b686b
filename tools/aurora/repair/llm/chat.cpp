#include "aurora/repair/llm/chat.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/llm/dialect.hpp"
#include "aurora/repair/llm/json_value.hpp"

namespace aurora::repair::llm {
namespace {

const Dialect& dialect_of(const Endpoint& endpoint) {
  return endpoint.api == Api::anthropic ? k_anthropic : k_openai;
}

bool is_stream(const sys::HttpResponse& response) {
  const auto type = response.headers.find("content-type");
  return type != response.headers.end() && base::contains(base::to_lower(type->second), "text/event-stream");
}

} // namespace

std::size_t size_of(const Chat& chat) {
  auto size = chat.system.size();
  for (const auto& message : chat.messages)
    size += message.text.size();
  return size;
}

long estimated_tokens(std::size_t bytes) {
  return static_cast<long>(bytes / 3 + 1);
}

sys::HttpRequest bare_request(const Endpoint& endpoint, std::string_view path) {
  sys::HttpRequest request;
  request.method = "POST";
  const auto end = endpoint.url.find_last_not_of('/');
  request.url = endpoint.url.substr(0, end == std::string::npos ? 0 : end + 1) + std::string(path);
  request.headers.emplace_back("Content-Type", "application/json");
  request.headers.emplace_back("Accept", "text/event-stream, application/json");
  request.timeout = endpoint.timeout;
  request.stall = endpoint.stall;
  return request;
}

base::Result<Answer> broken_off() {
  return base::fail(base::ErrorCode::io, "the answer breaks off before its end");
}

std::string error_words(std::string_view json) {
  const auto root = parse_json(json);
  auto words = root ? text_of(part_of(*root, "error"), "message") : std::string();
  if (words.empty())
    words = std::string(json);
  return base::replace_all(base::to_printable(std::string_view(words).substr(0, 300)), "\n", " ");
}

sys::HttpRequest make_request(const Endpoint& endpoint, const Chat& chat, long max_tokens) {
  return dialect_of(endpoint).request(endpoint, chat, max_tokens);
}

base::Result<Answer> read_answer(const Endpoint& endpoint, const sys::HttpResponse& response) {
  if (response.status != 200)
    return base::fail(base::ErrorCode::environment, fmt::format("the model's server answers {}: {}",
                                                                response.status, error_words(response.body)));
  if (!is_stream(response))
    return dialect_of(endpoint).from_document(response.body);
  SseParser parser;
  parser.feed(response.body);
  return dialect_of(endpoint).from_events(parser.take());
}

} // namespace aurora::repair::llm
