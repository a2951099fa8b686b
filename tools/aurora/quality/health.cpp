#include "aurora/quality/health.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "aurora/base/sort.hpp"

namespace aurora::quality {
namespace {

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

Period period_of(std::span<const PastRun> runs) {
  Period period;
  if (runs.empty())
    return period;
  std::vector<double> seconds;
  long long passed = 0;
  long long ran = 0;
  for (const auto& run : runs) {
    seconds.push_back(run.seconds);
    period.green_share += run.green ? 1 : 0;
    period.flaky_per_run += static_cast<double>(run.flaky.size());
    passed += run.passed;
    ran += run.passed + run.failed;
    if (run.coverage_percent)
      period.coverage = run.coverage_percent;
  }
  period.runs = static_cast<int>(runs.size());
  period.green_share /= period.runs;
  period.flaky_per_run /= period.runs;
  period.pass_rate = ran > 0 ? static_cast<double>(passed) / static_cast<double>(ran) : 0;
  period.median_seconds = median(std::move(seconds));
  return period;
}

std::vector<TestCount> most_of(std::span<const PastRun> runs, std::set<std::string> PastRun::*tests) {
  constexpr std::size_t k_most = 10;
  std::map<std::string, int> counts;
  for (const auto& run : runs)
    for (const auto& test : run.*tests)
      ++counts[test];
  std::vector<TestCount> sorted;
  for (const auto& [test, count] : counts)
    sorted.push_back({test, count});
  base::stable_sort(sorted,
                    [](const TestCount& left, const TestCount& right) { return left.runs > right.runs; });
  sorted.resize(std::min(sorted.size(), k_most));
  return sorted;
}

} // namespace

std::optional<Health> health_of(const std::vector<PastRun>& runs) {
  if (runs.empty())
    return std::nullopt;
  const std::span<const PastRun> all(runs);
  Health health;
  health.all = period_of(all);
  health.older = period_of(all.first(runs.size() / 2));
  health.newer = period_of(all.subspan(runs.size() / 2));
  health.most_failing = most_of(all, &PastRun::failing);
  health.most_flaky = most_of(all, &PastRun::flaky);
  return health;
}

} // namespace aurora::quality
