#pragma once

#include "aurora/repair/llm/chat.hpp"
#include "aurora/repair/llm/sse.hpp"

namespace aurora::repair::llm {

/// An endpoint's way of putting things.
struct Dialect {
  sys::HttpRequest (*request)(const Endpoint& endpoint, const Chat& chat, long max_tokens);
  base::Result<Answer> (*from_document)(std::string_view json);
  /// io when the last event is not the one that ends an answer.
  base::Result<Answer> (*from_events)(const std::vector<SseEvent>& events);
};

extern const Dialect k_openai;
extern const Dialect k_anthropic;

/// The request's address, content type and time limits; the body is the dialect's business.
sys::HttpRequest bare_request(const Endpoint& endpoint, std::string_view path);

base::Result<Answer> broken_off();
/// What a server says went wrong, in a document {"error": …}.
std::string error_words(std::string_view json);

} // namespace aurora::repair::llm
