#pragma once

#include <string>

#include "aurora/base/error.hpp"
#include "aurora/sys/http_client.hpp"

namespace aurora::forge {

enum class Kind { github, gitlab, gitea };

/// Where a project lives. The token goes into a header only.
struct Place {
  Kind kind = Kind::github;
  std::string url;        ///< of the API: "https://host/api/v4"
  std::string repository; ///< "owner/name"
  std::string branch;     ///< what proposals are to be merged into
  std::string token;
};

struct PullRequest {
  std::string branch; ///< with the proposal, pushed already
  std::string title;
  std::string body; ///< Markdown
};

struct Issue {
  std::string title;
  std::string body;
};

/// Opens a pull request (GitLab: merge request) and returns its address. permission error when
/// the forge does not accept the token, environment error with its words for every other refusal.
base::Result<std::string> open_pull_request(sys::HttpClient& client, const Place& place,
                                            const PullRequest& request);

} // namespace aurora::forge
