#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "aurora/sys/http_client.hpp"

namespace aurora::test {

/// Remembers what was asked and answers in order; environment error when it has no answer left.
class FakeHttpClient final : public sys::HttpClient {
public:
  base::Result<sys::HttpResponse> send(const sys::HttpRequest& request) override {
    requests.push_back(request);
    if (on_send)
      on_send(request);
    if (answers.empty())
      return base::fail(base::ErrorCode::environment, "nobody answers");
    auto next = std::move(answers.front());
    answers.pop_front();
    return next;
  }

  static sys::HttpResponse response(int status, std::string body = {},
                                    std::map<std::string, std::string> headers = {}) {
    return {status, std::move(headers), std::move(body)};
  }

  std::vector<sys::HttpRequest> requests;
  std::deque<base::Result<sys::HttpResponse>> answers;
  std::function<void(const sys::HttpRequest&)> on_send;
};

} // namespace aurora::test
