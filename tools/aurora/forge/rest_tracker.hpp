#pragma once

#include <memory>
#include <string>

#include "aurora/forge/rest.hpp"
#include "aurora/forge/tracker.hpp"
#include "aurora/sys/http_client.hpp"

namespace aurora::forge {

/// Issues over the REST API of GitHub (2022-11-28), GitLab (v4) or Gitea (v1). Ours are those with the label,
/// which on each of them only people with a say in the project can set: a stranger's issue with a hidden line
/// of ours counts for nothing. The client and the place outlive it.
std::unique_ptr<Tracker> make_rest_tracker(sys::HttpClient& client, const Place& place,
                                           const std::string& label);

} // namespace aurora::forge
