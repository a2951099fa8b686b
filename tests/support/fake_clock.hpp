#pragma once

#include "aurora/sys/clock.hpp"

namespace aurora::test {

/// Stands still; sleep_for() moves it. Starts at 2026-01-31T13:45:06.789Z.
class FakeClock final : public sys::Clock {
public:
  std::chrono::system_clock::time_point now() override {
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(1769867106789)) + m_passed;
  }
  std::chrono::steady_clock::time_point steady_now() override {
    return std::chrono::steady_clock::time_point(m_passed);
  }
  void sleep_for(std::chrono::milliseconds duration) override { m_passed += duration; }

private:
  std::chrono::milliseconds m_passed{0};
};

} // namespace aurora::test
