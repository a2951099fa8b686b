#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/quality/past_run.hpp"

namespace aurora::quality {

/// Figures of some runs.
struct Period {
  int runs = 0;
  double green_share = 0;         ///< 0 to 1
  double pass_rate = 0;           ///< of the tests that ran, 0 to 1
  double median_seconds = 0;      ///< of a run
  double flaky_per_run = 0;       ///< tests that were flaky, on average
  std::optional<double> coverage; ///< of the last run that measured it
};

struct TestCount {
  std::string test;
  int runs = 0;
};

/// How the tests fared over time.
struct Health {
  Period all;
  Period older; ///< the first half of the runs
  Period newer;
  std::vector<TestCount> most_failing; ///< at most 10
  std::vector<TestCount> most_flaky;
};

/// Runs oldest first; nothing when there is none.
std::optional<Health> health_of(const std::vector<PastRun>& runs);

} // namespace aurora::quality
