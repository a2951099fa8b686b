#include "aurora/triage/flakiness.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

namespace aurora::triage {
namespace {

constexpr double k_doubt = 0.05;

struct Tally {
  int runs = 0;
  int failures = 0;
};

using Tallies = std::map<Company, Tally>;

double log_choose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

/// Probability of at least `count` events in `runs` at this rate.
double at_least(int count, int runs, double rate) {
  double sum = 0;
  for (int k = count; k <= runs; ++k)
    sum += std::exp(log_choose(runs, k) + k * std::log(rate) + (runs - k) * std::log1p(-rate));
  return count <= 0 ? 1.0 : sum;
}

/// The rate at which at least `count` events have this probability, which grows with the rate.
double rate_for(int count, int runs, double probability) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const auto middle = (low + high) / 2;
    (at_least(count, runs, middle) < probability ? low : high) = middle;
  }
  return low;
}

Tally sum_of(const Tallies& tallies, std::initializer_list<Company> companies) {
  Tally sum;
  for (const auto company : companies)
    if (const auto found = tallies.find(company); found != tallies.end()) {
      sum.runs += found->second.runs;
      sum.failures += found->second.failures;
    }
  return sum;
}

/// The run that was reported counts as one together with all others.
FlakyKind kind_of(const Tallies& tallies) {
  const auto alone = sum_of(tallies, {Company::alone, Company::failing});
  const auto together = sum_of(tallies, {Company::together});
  const auto in_order = sum_of(tallies, {Company::in_order});
  if (alone.failures > 0)
    return FlakyKind::random;
  if (accident(together.failures, together.runs, 0, alone.runs) > k_doubt)
    return FlakyKind::unknown;
  if (in_order.runs == 0)
    return FlakyKind::unknown;
  return in_order.failures > 0 ? FlakyKind::order : FlakyKind::parallelism;
}

std::string words_of_kind(const FlakinessVerdict& verdict, const Tallies& tallies) {
  const auto alone = sum_of(tallies, {Company::alone, Company::failing});
  const auto together = sum_of(tallies, {Company::together});
  switch (verdict.kind) {
  case FlakyKind::random:
    return "; it fails without the other tests too";
  case FlakyKind::order:
    return fmt::format(
        "; it depends on the tests before it: {} of {} runs among them failed, none of {} without",
        together.failures, together.runs, alone.runs);
  case FlakyKind::parallelism:
    return fmt::format(
        "; it depends on what runs at the same time: {} of {} runs among others failed, none of "
        "{} without and none one after the other",
        together.failures, together.runs, alone.runs);
  case FlakyKind::unknown:
    break;
  }
  return alone.runs > 0 && alone.failures == 0
             ? fmt::format("; {} runs without the other tests all passed, too few to tell order from chance",
                           alone.runs)
             : "";
}

std::string words_for(const FlakinessVerdict& verdict, const Tallies& tallies) {
  const int runs = verdict.passes + verdict.failures;
  if (verdict.flaky) {
    const auto bounds = rate_bounds(verdict.failures, runs);
    return fmt::format("proven flaky: passed {} and failed {} of {} runs of the same binary, so it fails "
                       "between {:.0f} and {:.0f} % of the time (95 % confidence)",
                       verdict.passes, verdict.failures, runs, std::floor(100 * bounds.low),
                       std::ceil(100 * bounds.high)) +
           words_of_kind(verdict, tallies);
  }
  if (verdict.failures <= 1)
    return "unknown: it was not run again";
  return fmt::format("failed {} of {} runs: at 95 % confidence it passes less than {:.0f} % of the time",
                     verdict.failures, runs, std::ceil(100 * ruled_out_pass_rate(verdict.failures)));
}

void complete(FlakinessVerdict& verdict, Tallies tallies) {
  ++tallies[Company::together].runs;
  ++tallies[Company::together].failures;
  for (const auto& [company, tally] : tallies) {
    verdict.failures += tally.failures;
    verdict.passes += tally.runs - tally.failures;
  }
  verdict.flaky = verdict.passes > 0;
  if (verdict.flaky)
    verdict.kind = kind_of(tallies);
  verdict.confidence = words_for(verdict, tallies);
}

} // namespace

double ruled_out_pass_rate(int failures) {
  return failures <= 0 ? 1.0 : 1.0 - std::pow(k_doubt, 1.0 / failures);
}

int reruns_to_prove(double pass_rate) {
  return static_cast<int>(std::ceil(std::log(k_doubt) / std::log1p(-pass_rate)));
}

RateBounds rate_bounds(int count, int runs) {
  RateBounds bounds;
  if (count > 0)
    bounds.low = rate_for(count, runs, k_doubt / 2);
  if (count < runs)
    bounds.high = rate_for(count + 1, runs, 1 - k_doubt / 2);
  return bounds;
}

double accident(int a, int first, int b, int second) {
  const int events = a + b;
  double sum = 0;
  for (int k = a; k <= std::min(first, events); ++k)
    if (events - k <= second)
      sum += std::exp(log_choose(first, k) + log_choose(second, events - k) -
                      log_choose(first + second, events));
  return std::min(sum, 1.0);
}

std::vector<FlakinessVerdict> judge_flakiness(const std::vector<model::Event>& events,
                                              const std::vector<RerunOutcome>& reruns) {
  std::vector<FlakinessVerdict> verdicts;
  std::unordered_map<std::string, std::size_t> index;
  for (const auto& event : events)
    if (index.emplace(event.test_id, verdicts.size()).second)
      verdicts.push_back({event.test_id, 0, 0, false, FlakyKind::unknown, {}});
  std::vector<Tallies> tallies(verdicts.size());
  for (const auto& rerun : reruns) {
    const auto found = index.find(rerun.test);
    if (found == index.end())
      continue;
    auto& tally = tallies[found->second][rerun.company];
    ++tally.runs;
    tally.failures += rerun.passed ? 0 : 1;
  }
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    complete(verdicts[i], std::move(tallies[i]));
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
