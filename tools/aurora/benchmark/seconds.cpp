#include "aurora/benchmark/seconds.hpp"

#include <fmt/format.h>

namespace aurora::benchmark {

std::string seconds_text(double seconds) {
  if (seconds >= 1)
    return fmt::format("{:.3g} s", seconds);
  if (seconds >= 1e-3)
    return fmt::format("{:.3g} ms", seconds * 1e3);
  return seconds >= 1e-6 ? fmt::format("{:.3g} us", seconds * 1e6) : fmt::format("{:.3g} ns", seconds * 1e9);
}

} // namespace aurora::benchmark
