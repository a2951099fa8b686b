#pragma once

#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/forge/rest.hpp"
#include "aurora/sys/http_client.hpp"

namespace aurora::forge {

struct RestAnswer {
  int status = 0;
  std::string body;  ///< with the token taken out, should the server repeat it
  std::string links; ///< the header Link (RFC 8288); empty when there is none
};

/// One call of a forge's API, at "<url>/repos/owner/name<path>" or "<url>/projects/owner%2Fname<path>"; the
/// body is JSON or empty. Errors: permission when the forge does not accept the token, not_found, limit when
/// it allows no more calls now, io for an answer after which the call may have had its effect (408, 5xx),
/// environment with its words for every other refusal.
base::Result<RestAnswer> call_forge(sys::HttpClient& client, const Place& place, const std::string& method,
                                    const std::string& path, const std::string& body = {});

/// One segment or value of a URL (RFC 3986, 2.1).
std::string percent_encoded(std::string_view text);

} // namespace aurora::forge
