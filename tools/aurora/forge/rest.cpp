#include "aurora/forge/rest.hpp"

#include <cctype>
#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;

/// One path segment (RFC 3986, 2.1).
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

std::string json_line(const Json::Value& value) {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, value);
}

base::Result<Json::Value> parse_answer(const std::string& body) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 64;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (reader->parse(body.data(), body.data() + body.size(), &root, &errors) && root.isObject())
      return root;
  } catch (const Json::Exception&) {
    // deeper than anything a forge answers
  }
  return base::fail(ErrorCode::invalid_input, "the forge's answer is not a JSON object");
}

/// What a server says, without the token, should it repeat that.
std::string said(const Place& place, std::string_view text) {
  const auto words = base::to_printable(text);
  return place.token.empty() ? words : base::replace_all(words, place.token, "[token]");
}

base::Result<std::string> post(sys::HttpClient& client, const Place& place, const std::string& what,
                               const Json::Value& body) {
  sys::HttpRequest request;
  request.method = "POST";
  const auto end = place.url.find_last_not_of('/');
  request.url = place.url.substr(0, end == std::string::npos ? 0 : end + 1) + project_path(place) + what;
  request.headers = {
      {"Content-Type", "application/json"}, {"Accept", "application/json"}, {"User-Agent", "aurora"}};
  add_token(place, request);
  request.body = json_line(body);
  const auto response = client.send(request);
  if (!response) {
    auto error = response.error();
    error.message = said(place, error.message);
    return tl::unexpected(error);
  }
  if (response->status == 401 || response->status == 403)
    return base::fail(ErrorCode::permission,
                      fmt::format("the forge does not accept the token for this ({})", response->status));
  if (response->status != 200 && response->status != 201)
    return base::fail(
        ErrorCode::environment,
        fmt::format("the forge answers {}: {}", response->status,
                    base::to_printable(std::string_view(said(place, response->body)).substr(0, 300))));
  const auto root = parse_answer(response->body);
  if (!root)
    return base::forward(root);
  const auto& address = (*root)[place.kind == Kind::gitlab ? "web_url" : "html_url"];
  return address.isString() ? said(place, address.asString()) : std::string();
}

} // namespace

base::Result<std::string> open_pull_request(sys::HttpClient& client, const Place& place,
                                            const PullRequest& request) {
  const bool gitlab = place.kind == Kind::gitlab;
  Json::Value body;
  body["title"] = request.title;
  body[gitlab ? "description" : "body"] = request.body;
  body[gitlab ? "source_branch" : "head"] = request.branch;
  body[gitlab ? "target_branch" : "base"] = place.branch;
  return post(client, place, gitlab ? "/merge_requests" : "/pulls", body);
}

base::Result<std::string> open_issue(sys::HttpClient& client, const Place& place, const Issue& issue) {
  Json::Value body;
  body["title"] = issue.title;
  body[place.kind == Kind::gitlab ? "description" : "body"] = issue.body;
  return post(client, place, "/issues", body);
}

} // namespace aurora::forge
