#include "aurora/http/retrying_client.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::http {
namespace {

using base::ErrorCode;
using Milliseconds = std::chrono::milliseconds;
using Outcome = base::Result<sys::HttpResponse>;

constexpr Milliseconds k_longest{1000L * 60 * 60 * 24};

/// GitHub says 403 too when there were too many calls.
bool is_told_to_wait(const sys::HttpResponse& response) {
  return response.status == 429 || (response.status == 403 && response.headers.contains("retry-after"));
}

std::string reason_of(const Outcome& result) {
  if (!result)
    return base::to_string(result.error());
  const auto body = base::to_printable(std::string_view(result->body).substr(0, 200));
  return fmt::format("the server answers {}{}{}", result->status, body.empty() ? "" : ": ",
                     base::replace_all(body, "\n", " "));
}

tl::unexpected<base::Error> give_up(const Outcome& result, int attempts, std::string_view why) {
  return base::fail(ErrorCode::environment, fmt::format("{} ({} attempt{}{})", reason_of(result), attempts,
                                                        attempts == 1 ? "" : "s", why));
}

} // namespace

Milliseconds retry_after(const sys::HttpResponse& response, std::chrono::system_clock::time_point now) {
  const auto found = response.headers.find("retry-after");
  if (found == response.headers.end())
    return Milliseconds(0);
  if (const auto seconds = base::parse_integer(found->second))
    return std::clamp(Milliseconds(std::clamp(*seconds, 0LL, 1'000'000LL) * 1000), Milliseconds(0),
                      k_longest);
  std::tm parts{};
  const char* end = ::strptime(found->second.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0')
    return Milliseconds(0);
  const auto when = std::chrono::system_clock::from_time_t(::timegm(&parts));
  return std::clamp(std::chrono::ceil<Milliseconds>(when - now), Milliseconds(0), k_longest);
}

bool RetryingClient::is_passing(const Outcome& result) const {
  const bool anything = m_policy.repeat == RetryPolicy::Repeat::anything;
  if (!result)
    return result.error().code == ErrorCode::environment ||
           (anything && result.error().code == ErrorCode::io);
  const int status = result->status;
  return is_told_to_wait(*result) || (anything && (status == 408 || status == 425 || status >= 500));
}

Milliseconds RetryingClient::wait_before(int attempt, const Outcome& result) {
  auto wait = m_policy.first_wait;
  for (int i = 1; i < attempt && wait < m_policy.longest_wait; ++i)
    wait *= 2;
  wait = std::min(wait, m_policy.longest_wait);
  wait = wait / 2 + std::chrono::duration_cast<Milliseconds>(wait / 2 * m_ports.random());
  return result ? std::max(wait, retry_after(*result, m_ports.clock.now())) : wait;
}

/// Whether it slept to the end.
bool RetryingClient::sleep(Milliseconds duration) {
  constexpr Milliseconds k_slice{100};
  for (auto left = duration; left.count() > 0; left -= k_slice) {
    if (m_ports.cancelled())
      return false;
    m_ports.clock.sleep_for(std::min(left, k_slice));
  }
  return !m_ports.cancelled();
}

Outcome RetryingClient::send(const sys::HttpRequest& request) {
  const auto deadline = m_ports.clock.steady_now() + m_policy.total;
  for (int attempt = 1;; ++attempt) {
    auto next = request;
    const auto left = std::chrono::ceil<Milliseconds>(deadline - m_ports.clock.steady_now());
    next.timeout = std::min(request.timeout, left);
    auto result = m_ports.client.send(next);
    if (!is_passing(result))
      return result;
    if (attempt >= m_policy.attempts)
      return give_up(result, attempt, "");
    const auto wait = wait_before(attempt, result);
    if (m_ports.clock.steady_now() + wait >= deadline) {
      auto error =
          give_up(result, attempt,
                  fmt::format("; the next would be in {} s, later than allowed", wait.count() / 1000));
      error.value().code = ErrorCode::limit;
      return error;
    }
    if (!sleep(wait))
      return base::fail(ErrorCode::cancelled, "interrupted while waiting to call again");
  }
}

} // namespace aurora::http
