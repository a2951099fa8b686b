#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::sys {

/// One call to a server. Headers and body may hold credentials: neither is ever part of a message.
struct HttpRequest {
  std::string method = "GET";
  std::string url; ///< http or https; without a user name or password in it
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{60'000}; ///< for the whole call
  std::chrono::milliseconds stall{30'000};   ///< without a byte in either direction
  std::size_t max_bytes = 4UL << 20;         ///< of the answer's body
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers; ///< names in lower case; the last of a name
  std::string body;
};

/// Calls servers. Any status is a response; errors are: usage for a malformed URL, environment when nothing
/// answers, permission when the server is not who it should be (certificate, redirect to another host), io
/// when the transfer breaks or stalls, limit when the deadline or the size is exceeded, cancelled when
/// interrupted.
class HttpClient {
public:
  virtual ~HttpClient() = default;
  virtual base::Result<HttpResponse> send(const HttpRequest& request) = 0;
};

} // namespace aurora::sys
