#include "aurora/http/curl_client.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/http/curl_library.hpp"
#include "aurora/sys/environment.hpp"

namespace aurora::http {
namespace {

using base::ErrorCode;
using Milliseconds = std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr int k_most_redirects = 3;
constexpr Milliseconds k_connect{15'000};

struct FreeHandle {
  void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl().slist_free_all(list); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl().url_cleanup(url); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// Scheme, host and port: what a credential belongs to.
struct Origin {
  std::string text;
  bool has_credentials = false;
};

std::string url_part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl().url_get(url, part, &text, flags) != CURLUE_OK)
    return {};
  std::string out(text);
  curl().free(text);
  return out;
}

base::Result<Origin> origin_of(const std::string& text) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl().url());
  if (curl().url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return base::fail(ErrorCode::usage, "is not a URL; it looks like https://host/path", text);
  const auto scheme = url_part(url.get(), CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http")
    return base::fail(ErrorCode::usage, "is neither an https nor an http URL", text);
  const bool credentials = !url_part(url.get(), CURLUPART_USER).empty();
  return Origin{fmt::format("{}://{}:{}", scheme, url_part(url.get(), CURLUPART_HOST),
                            url_part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT)),
                credentials};
}

/// One transfer: what libcurl's callbacks write to and look at.
struct Transfer {
  const sys::HttpRequest& request;
  const std::function<bool()>& cancelled;
  sys::HttpResponse response = {};
  curl_off_t moved = 0;
  SteadyClock::time_point last_move = SteadyClock::now();
  bool too_large = false;
  bool stalled = false;
  bool interrupted = false;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.response.body.size() + size * count > transfer.request.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/"))
    transfer.response.headers.clear(); // of a proxy, or of "100 Continue"
  else if (colon != std::string_view::npos && transfer.response.headers.size() < 200)
    transfer.response.headers[base::to_lower(line.substr(0, colon))] = base::trim(line.substr(colon + 1));
  return size * count;
}

int watch(void* user, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up) {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto now = SteadyClock::now();
  if (down + up != transfer.moved) {
    transfer.moved = down + up;
    transfer.last_move = now;
  }
  transfer.stalled = now - transfer.last_move > transfer.request.stall;
  transfer.interrupted = transfer.cancelled();
  return transfer.stalled || transfer.interrupted ? 1 : 0;
}

List header_list(const sys::HttpRequest& request) {
  curl_slist* list = curl().slist_append(nullptr, "Expect:"); // no extra round trip for long bodies
  for (const auto& [name, value] : request.headers)
    list = curl().slist_append(list, (name + ": " + value).c_str());
  return List(list);
}

void set_connection(CURL* handle, const CurlOptions& options, const sys::HttpRequest& request) {
  curl().easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl().easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl().easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl().easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl().easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl().easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl().easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!options.ca_file.empty()) {
    curl().easy_setopt(handle, CURLOPT_CAINFO, options.ca_file.c_str());
    curl().easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
  curl().easy_setopt(handle, CURLOPT_TIMEOUT_MS,
                     static_cast<long>(std::max<long>(request.timeout.count(), 1)));
  curl().easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(std::min(request.timeout, k_connect).count()));
}

void set_callbacks(CURL* handle, Transfer& transfer) {
  curl().easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl().easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl().easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl().easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl().easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl().easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch);
  curl().easy_setopt(handle, CURLOPT_XFERINFODATA, &transfer);
}

void set_message(CURL* handle, const sys::HttpRequest& request, const List& headers) {
  curl().easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  if (request.method == "GET")
    return;
  curl().easy_setopt(handle, CURLOPT_POST, 1L);
  curl().easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
  curl().easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  if (request.method != "POST")
    curl().easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

ErrorCode code_of(CURLcode code) {
  switch (code) {
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_CONNECT_ERROR:
    return ErrorCode::permission;
  case CURLE_OPERATION_TIMEDOUT:
    return ErrorCode::limit;
  case CURLE_COULDNT_RESOLVE_HOST:
  case CURLE_COULDNT_RESOLVE_PROXY:
  case CURLE_COULDNT_CONNECT:
    return ErrorCode::environment;
  default:
    return ErrorCode::io;
  }
}

tl::unexpected<base::Error> explain(CURLcode code, const Transfer& transfer, const char* details) {
  const auto& request = transfer.request;
  const auto host = origin_of(request.url);
  const auto where = host ? host->text : std::string();
  if (transfer.interrupted)
    return base::fail(ErrorCode::cancelled, "interrupted while waiting for the server", where);
  if (transfer.too_large)
    return base::fail(ErrorCode::limit,
                      fmt::format("the answer is larger than {} bytes; it is thrown away", request.max_bytes),
                      where);
  if (transfer.stalled)
    return base::fail(ErrorCode::io, fmt::format("nothing came for {} ms", request.stall.count()), where);
  if (code == CURLE_OPERATION_TIMEDOUT)
    return base::fail(ErrorCode::limit, fmt::format("not done within {} ms", request.timeout.count()), where);
  const std::string reason = *details != '\0' ? details : curl().easy_strerror(code);
  return base::fail(code_of(code), "the call failed: " + base::to_printable(reason), where);
}

base::Result<sys::HttpResponse> send_once(const CurlOptions& options, const sys::HttpRequest& request,
                                          std::string& redirect) {
  const Handle handle(curl().easy_init());
  if (!handle)
    return base::fail(ErrorCode::internal, "libcurl cannot be initialised");
  Transfer transfer{request, options.cancelled};
  std::array<char, CURL_ERROR_SIZE> details{};
  const auto headers = header_list(request);
  curl().easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details.data());
  set_connection(handle.get(), options, request);
  set_message(handle.get(), request, headers);
  set_callbacks(handle.get(), transfer);
  const auto code = curl().easy_perform(handle.get());
  if (code != CURLE_OK)
    return explain(code, transfer, details.data());
  long status = 0;
  curl().easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  const char* target = nullptr;
  curl().easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &target);
  redirect = target == nullptr ? "" : target;
  transfer.response.status = static_cast<int>(status);
  return std::move(transfer.response);
}

/// Whether the same message may be sent to the new place: 307 and 308 say so, others only for GET.
bool may_follow(const sys::HttpRequest& request, int status) {
  return status == 307 || status == 308 || (request.method == "GET" && status >= 301 && status <= 303);
}

} // namespace

CurlClient::CurlClient(CurlOptions options) : m_options(std::move(options)) {
  if (!m_options.cancelled)
    m_options.cancelled = sys::interrupted;
}

base::Result<sys::HttpResponse> CurlClient::send(const sys::HttpRequest& request) {
  if (!curl().problem.empty())
    return base::fail(ErrorCode::environment, curl().problem);
  const auto origin = origin_of(request.url);
  if (!origin)
    return base::forward(origin);
  if (origin->has_credentials)
    return base::fail(ErrorCode::usage, "a URL must not hold a user name or password", origin->text);
  const auto deadline = SteadyClock::now() + request.timeout;
  auto next = request;
  for (int hop = 0; hop <= k_most_redirects; ++hop) {
    next.timeout = std::chrono::ceil<Milliseconds>(deadline - SteadyClock::now());
    std::string redirect;
    auto response = send_once(m_options, next, redirect);
    if (!response || redirect.empty() || !may_follow(request, response->status))
      return response;
    const auto target = origin_of(redirect);
    if (!target || target->text != origin->text || target->has_credentials)
      return base::fail(
          ErrorCode::permission,
          "the server redirects to another host; the request may hold credentials and is not sent there",
          origin->text);
    next.url = redirect;
  }
  return base::fail(ErrorCode::limit, fmt::format("more than {} redirects", k_most_redirects), origin->text);
}

} // namespace aurora::http
