#pragma once

#include <chrono>
#include <functional>

#include "aurora/sys/clock.hpp"
#include "aurora/sys/http_client.hpp"

namespace aurora::http {

/// When a call is made again. Waits grow exponentially and are spread at random over their upper half; a
/// server's Retry-After wins when it is longer.
struct RetryPolicy {
  int attempts = 4;
  std::chrono::milliseconds first_wait{500};
  std::chrono::milliseconds longest_wait{30'000};
  std::chrono::milliseconds total{120'000}; ///< for all attempts and the waits between them
  /// Whether a call that may have had an effect is made again: not where it would create something twice.
  /// told_to_wait: only when the server certainly did nothing (too many calls, no connection).
  enum class Repeat { anything, told_to_wait } repeat = Repeat::anything;
};

struct RetryPorts {
  sys::HttpClient& client;
  sys::Clock& clock;
  std::function<double()> random;  ///< 0 to 1
  std::function<bool()> cancelled; ///< asked ten times a second while waiting
};

/// Makes calls again that failed for a reason that passes: 408, 425, 429, 403 with a Retry-After, 5xx, no
/// connection, a broken or stalled transfer. Never one that failed for its own sake: a wrong certificate, too
/// large an answer, 4xx. Gives up with the last reason and the number of attempts; limit when the server asks
/// to wait for longer than there is time.
class RetryingClient final : public sys::HttpClient {
public:
  RetryingClient(RetryPorts ports, RetryPolicy policy) : m_ports(std::move(ports)), m_policy(policy) {}
  base::Result<sys::HttpResponse> send(const sys::HttpRequest& request) override;

private:
  bool is_passing(const base::Result<sys::HttpResponse>& result) const;
  std::chrono::milliseconds wait_before(int attempt, const base::Result<sys::HttpResponse>& result);
  bool sleep(std::chrono::milliseconds duration);

  RetryPorts m_ports;
  RetryPolicy m_policy;
};

/// Seconds or an HTTP date (RFC 9110, 10.2.3) as a wait from now; 0 when there is none.
std::chrono::milliseconds retry_after(const sys::HttpResponse& response,
                                      std::chrono::system_clock::time_point now);

} // namespace aurora::http
