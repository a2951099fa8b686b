#pragma once

#include <chrono>
#include <string>

namespace aurora::sys {

/// Time, injected so that tests can hold it still.
class Clock {
public:
  virtual ~Clock() = default;
  virtual std::chrono::system_clock::time_point now() = 0;
  virtual std::chrono::steady_clock::time_point steady_now() = 0;
  virtual void sleep_for(std::chrono::milliseconds duration) = 0;
};

/// "2026-01-31T13:45:06.789Z" (RFC 3339, UTC).
std::string to_rfc3339(std::chrono::system_clock::time_point time);

class SystemClock final : public Clock {
public:
  std::chrono::system_clock::time_point now() override;
  std::chrono::steady_clock::time_point steady_now() override;
  void sleep_for(std::chrono::milliseconds duration) override;
};

} // namespace aurora::sys
