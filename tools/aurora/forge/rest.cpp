#include "aurora/forge/rest.hpp"

#include "aurora/forge/rest_call.hpp"
#include "aurora/forge/rest_json.hpp"

namespace aurora::forge {
namespace {

base::Result<std::string> post(sys::HttpClient& client, const Place& place, const std::string& what,
                               const Json::Value& body) {
  const auto answer = call_forge(client, place, "POST", what, json_line(body));
  if (!answer) {
    auto error = answer.error();
    if (error.code == base::ErrorCode::not_found || error.code == base::ErrorCode::io ||
        error.code == base::ErrorCode::limit)
      error.code = base::ErrorCode::environment;
    return tl::unexpected(error);
  }
  const auto root = parse_answer(answer->body);
  if (!root)
    return base::forward(root);
  if (!root->isObject())
    return base::fail(base::ErrorCode::invalid_input, "the forge's answer is not a JSON object");
  const auto& address = (*root)[place.kind == Kind::gitlab ? "web_url" : "html_url"];
  return address.isString() ? address.asString() : std::string();
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

} // namespace aurora::forge
