#include "aurora/triage/flakiness.hpp"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace aurora::triage {
namespace {

std::string words_for(const FlakinessVerdict& verdict) {
  const int runs = verdict.passes + verdict.failures;
  if (verdict.flaky)
    return fmt::format("proven flaky: passed {} and failed {} of {} runs of the same binary", verdict.passes,
                       verdict.failures, runs);
  if (verdict.failures <= 1)
    return "unknown: it was not run again";
  return fmt::format("failed {} of {} runs: at 95 % confidence it passes less than {:.0f} % of the time",
                     verdict.failures, runs, std::ceil(100 * ruled_out_pass_rate(verdict.failures)));
}

} // namespace

double ruled_out_pass_rate(int failures) {
  return failures <= 0 ? 1.0 : 1.0 - std::pow(0.05, 1.0 / failures);
}

std::vector<FlakinessVerdict> judge_flakiness(const std::vector<model::Event>& events,
                                              const std::vector<RerunOutcome>& reruns) {
  std::vector<FlakinessVerdict> verdicts;
  std::unordered_map<std::string, std::size_t> index;
  for (const auto& event : events)
    if (index.emplace(event.test_id, verdicts.size()).second)
      verdicts.push_back({event.test_id, 0, 1, false, {}});
  for (const auto& rerun : reruns) {
    const auto found = index.find(rerun.test);
    if (found == index.end())
      continue;
    auto& verdict = verdicts[found->second];
    ++(rerun.passed ? verdict.passes : verdict.failures);
  }
  for (auto& verdict : verdicts) {
    verdict.flaky = verdict.passes > 0;
    verdict.confidence = words_for(verdict);
  }
  return verdicts;
}

void mark_flaky(std::vector<model::Event>& events, const std::vector<FlakinessVerdict>& verdicts) {
  std::unordered_set<std::string> flaky;
  for (const auto& verdict : verdicts)
    if (verdict.flaky)
      flaky.insert(verdict.test);
  for (auto& event : events)
    if (flaky.contains(event.test_id)) {
      event.flaky = true;
      event.outcome = "flaky";
    }
}

} // namespace aurora::triage
