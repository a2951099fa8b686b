#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/sys/http_client.hpp"

namespace aurora::repair::llm {

enum class Api { openai, anthropic };

/// Where a model is asked. The key goes into a header only.
struct Endpoint {
  Api api = Api::openai;
  std::string url;   ///< up to and with the version: "https://host/v1"
  std::string model; ///< as the endpoint calls it
  std::string key;   ///< empty: none is sent
  bool structured = false;
  std::chrono::milliseconds timeout{120'000};
  std::chrono::milliseconds stall{60'000};
};

enum class Role { user, assistant };

struct Message {
  Role role = Role::user;
  std::string text;
};

/// What is said to a model.
struct Chat {
  std::string system;
  std::vector<Message> messages;
};

/// Bytes of all texts.
std::size_t size_of(const Chat& chat);
/// An upper estimate: a token is seldom shorter than three bytes.
long estimated_tokens(std::size_t bytes);

struct Answer {
  std::string text;
  long tokens_in = 0;  ///< as the server counts; 0: it does not say
  long tokens_out = 0; ///< likewise
  bool cut = false;    ///< it reached its longest length
};

/// A streamed request at temperature 0.
sys::HttpRequest make_request(const Endpoint& endpoint, const Chat& chat, long max_tokens);

/// From a stream of events or a plain JSON document. io when it breaks off, environment for the server's own
/// error (with its words), invalid_input for anything else.
base::Result<Answer> read_answer(const Endpoint& endpoint, const sys::HttpResponse& response);

} // namespace aurora::repair::llm
