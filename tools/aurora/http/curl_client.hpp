#pragma once

#include <functional>
#include <string>

#include "aurora/sys/http_client.hpp"

namespace aurora::http {

struct CurlOptions {
  std::string ca_file;             ///< certificates to trust instead of the system's; empty: the system's
  std::function<bool()> cancelled; ///< asked about once a second; empty: sys::interrupted()
};

/// libcurl behind the interface: certificates are verified, proxies are those of the environment
/// (https_proxy, no_proxy, …), nothing but http and https is spoken, redirects are followed on the same host
/// only, and no compressed body is accepted, since its size would be unknown.
class CurlClient final : public sys::HttpClient {
public:
  explicit CurlClient(CurlOptions options);
  base::Result<sys::HttpResponse> send(const sys::HttpRequest& request) override;

private:
  CurlOptions m_options;
};

} // namespace aurora::http
