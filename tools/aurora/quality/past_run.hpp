#pragma once

#include <optional>
#include <set>
#include <string>

namespace aurora::quality {

/// A run as the history knows it.
struct PastRun {
  std::string started; ///< RFC 3339
  std::string commit;  ///< empty outside a repository
  bool green = false;
  double seconds = 0;
  long long passed = 0;
  long long failed = 0; ///< not run included
  std::optional<double> coverage_percent;
  std::set<std::string> failing; ///< ids of the tests that failed, flaky ones not
  std::set<std::string> flaky;
};

} // namespace aurora::quality
