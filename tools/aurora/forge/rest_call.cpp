#include "aurora/forge/rest_call.hpp"

#include <cctype>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;

/// "owner/name" as each forge wants it in a path.
std::string project_path(const Place& place) {
  if (place.kind == Kind::gitlab)
    return "/projects/" + percent_encoded(place.repository);
  const auto slash = place.repository.find('/');
  return "/repos/" + percent_encoded(place.repository.substr(0, slash)) + "/" +
         percent_encoded(slash == std::string::npos ? "" : place.repository.substr(slash + 1));
}

void add_token(const Place& place, sys::HttpRequest& request) {
  if (place.token.empty())
    return;
  if (place.kind == Kind::gitlab)
    request.headers.emplace_back("PRIVATE-TOKEN", place.token);
  else
    request.headers.emplace_back("Authorization",
                                 (place.kind == Kind::gitea ? "token " : "Bearer ") + place.token);
}

std::string without_token(const Place& place, std::string text) {
  return place.token.empty() ? text : base::replace_all(std::move(text), place.token, "[token]");
}

std::string header_of(const sys::HttpResponse& response, const std::string& name) {
  const auto found = response.headers.find(name);
  return found == response.headers.end() ? std::string() : found->second;
}

/// GitHub says 403 as well as 429 when there were too many calls.
bool says_too_many(const sys::HttpResponse& response) {
  return response.status == 429 ||
         (response.status == 403 && (!header_of(response, "retry-after").empty() ||
                                     header_of(response, "x-ratelimit-remaining") == "0"));
}

ErrorCode code_of(const sys::HttpResponse& response) {
  if (says_too_many(response))
    return ErrorCode::limit;
  switch (response.status) {
  case 401:
  case 403:
    return ErrorCode::permission;
  case 404:
    return ErrorCode::not_found;
  case 408:
    return ErrorCode::io;
  default:
    return response.status >= 500 ? ErrorCode::io : ErrorCode::environment;
  }
}

tl::unexpected<base::Error> refusal(const Place& place, const sys::HttpResponse& response) {
  const auto code = code_of(response);
  if (code == ErrorCode::permission)
    return base::fail(code,
                      fmt::format("the forge does not accept the token for this ({})", response.status));
  const auto words = without_token(place, base::to_printable(response.body));
  return base::fail(code, fmt::format("the forge answers {}: {}", response.status,
                                      base::to_printable(std::string_view(words).substr(0, 300))));
}

} // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const unsigned char c : text) {
    if (std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~')
      out += static_cast<char>(c);
    else
      out += fmt::format("%{:02X}", c);
  }
  return out;
}

base::Result<RestAnswer> call_forge(sys::HttpClient& client, const Place& place, const std::string& method,
                                    const std::string& path, const std::string& body) {
  sys::HttpRequest request;
  request.method = method;
  const auto end = place.url.find_last_not_of('/');
  request.url = place.url.substr(0, end == std::string::npos ? 0 : end + 1) + project_path(place) + path;
  request.headers = {{"Accept", "application/json"}, {"User-Agent", "aurora"}};
  if (!body.empty())
    request.headers.emplace_back("Content-Type", "application/json");
  add_token(place, request);
  request.body = body;
  request.max_bytes = 32UL << 20; // a hundred issues with long bodies
  const auto response = client.send(request);
  if (!response) {
    auto error = response.error();
    error.message = without_token(place, base::to_printable(error.message));
    return tl::unexpected(error);
  }
  if (response->status < 200 || response->status > 299)
    return refusal(place, *response);
  return RestAnswer{response->status, without_token(place, response->body), header_of(*response, "link")};
}

} // namespace aurora::forge
