#pragma once

#include <string>
#include <vector>

#include "aurora/benchmark/check.hpp"
#include "aurora/model/event.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::benchmark {

/// Stands before the name of a benchmark in test ids.
inline constexpr std::string_view k_test_prefix = "benchmark::";

struct Places {
  std::string source_dir; ///< absolute
  std::string build_dir;  ///< absolute
};

/// One event of category performance for each benchmark that is slower (PerformanceRegression) or did not run
/// to its end (BenchmarkFailed); without what triage::complete() adds.
std::vector<model::Event> to_events(const Report& report, const Places& places);

/// Every benchmark as a test: slower and failed ones failed, those nothing can be said of skipped with the
/// reason.
std::vector<model::TestCase> to_cases(const Report& report, const Places& places);

} // namespace aurora::benchmark
