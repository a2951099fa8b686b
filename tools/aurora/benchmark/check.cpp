#include "aurora/benchmark/check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/benchmark/seconds.hpp"

namespace aurora::benchmark {
namespace {

Tolerance tolerance_of(const Definition& definition, const Wishes& wishes) {
  const double percent = definition.tolerance > 0 ? definition.tolerance : wishes.tolerance;
  const double confidence = definition.confidence > 0 ? definition.confidence : wishes.confidence;
  Tolerance tolerance;
  tolerance.ratio = 1 + percent / 100;
  tolerance.alpha = 1 - confidence / 100;
  return tolerance;
}

base::Result<void> require_known(const std::vector<Definition>& definitions, const Wishes& wishes) {
  std::vector<std::string> names;
  for (const auto& one : definitions)
    names.push_back(one.name);
  for (const auto& wish : wishes.only)
    if (std::ranges::find(names, wish) == names.end())
      return base::fail(base::ErrorCode::usage, fmt::format("there is no benchmark \"{}\"; there are: {}",
                                                            wish, base::join(names, ", ")));
  return {};
}

class Checking {
public:
  Checking(const Wishes& wishes, const std::map<std::string, Baseline>& baselines, const Measure& measure)
      : m_wishes(wishes), m_baselines(baselines), m_measure(measure) {}

  base::Result<void> check(const Definition& definition) {
    auto first = measure(definition);
    if (!first)
      return base::forward(first);
    std::vector<Judged> judged;
    for (auto& measurement : *first)
      judged.push_back(judge(definition, measurement));
    const auto slower = [](const Judged& one) { return one.comparison.finding == Finding::slower; };
    if (std::ranges::any_of(judged, slower)) {
      const auto second = measure(definition);
      if (!second)
        return base::forward(second);
      for (auto& one : judged)
        if (slower(one))
          one = confirmed(definition, one, *second);
    }
    m_report.benchmarks.insert(m_report.benchmarks.end(), judged.begin(), judged.end());
    return {};
  }

  Report report() && { return std::move(m_report); }

private:
  base::Result<std::vector<Measurement>> measure(const Definition& definition) {
    std::vector<std::string> problems;
    const int times = definition.repetitions > 0 ? definition.repetitions : m_wishes.repetitions;
    auto measured = m_measure(definition, times, problems);
    for (const auto& problem : problems) {
      const auto end = problem.find(": ");
      m_report.failed.push_back(
          {problem.substr(0, end), end == problem.npos ? "" : problem.substr(end + 2), definition.file});
    }
    return measured;
  }

  Judged judge(const Definition& definition, const Measurement& measurement) const {
    const auto found = m_baselines.find(measurement.name);
    Judged judged;
    judged.baseline = found == m_baselines.end() ? Baseline{} : found->second;
    judged.tolerance = tolerance_of(definition, m_wishes);
    judged.samples = measurement.samples;
    judged.file = definition.file;
    judged.comparison = compare(measurement, judged.baseline.samples, judged.tolerance);
    return judged;
  }

  Judged confirmed(const Definition& definition, const Judged& first,
                   const std::vector<Measurement>& second) const {
    const auto again = std::ranges::find(second, first.comparison.name, &Measurement::name);
    if (again == second.end())
      return first;
    const bool agrees = judge(definition, *again).comparison.finding == Finding::slower;
    auto both = *again;
    both.samples.insert(both.samples.begin(), first.samples.begin(), first.samples.end());
    auto judged = judge(definition, both);
    if (!agrees)
      judged.comparison.finding = Finding::noisy;
    return judged;
  }

  const Wishes& m_wishes;
  const std::map<std::string, Baseline>& m_baselines;
  const Measure& m_measure;
  Report m_report;
};

std::string medians(const Judged& judged) {
  const auto& found = judged.comparison;
  return fmt::format("{} instead of {} (medians of {} and {} repetitions)", seconds_text(found.now),
                     seconds_text(found.before), judged.samples.size(), judged.baseline.samples.size());
}

} // namespace

base::Result<Report> check(const std::vector<Definition>& definitions, const Wishes& wishes,
                           const std::map<std::string, Baseline>& baselines, const Measure& measure) {
  if (auto known = require_known(definitions, wishes); !known)
    return base::forward(known);
  Checking checking(wishes, baselines, measure);
  for (const auto& definition : definitions)
    if (wishes.only.empty() || std::ranges::find(wishes.only, definition.name) != wishes.only.end())
      if (auto checked = checking.check(definition); !checked)
        return base::forward(checked);
  return std::move(checking).report();
}

bool is_of_the_level(Finding finding) {
  return finding == Finding::same || finding == Finding::no_baseline;
}

std::string in_words(const Judged& judged) {
  const auto& found = judged.comparison;
  const double percent = (judged.tolerance.ratio - 1) * 100;
  switch (found.finding) {
  case Finding::slower:
    return fmt::format("{:.2f} times as slow as its baseline: {}; slower by more than {:.4g} %, p = {:.2g}",
                       found.ratio, medians(judged), percent, found.p);
  case Finding::faster:
    return fmt::format("{:.2f} times as fast as its baseline: {}", 1 / found.ratio, medians(judged));
  case Finding::same:
    return fmt::format("as fast as its baseline: {}", medians(judged));
  case Finding::noisy:
    return fmt::format("too noisy to see a slowdown of {:.4g} %: the repetitions spread by {:.0f} %{}",
                       percent, found.spread * 100, found.before > 0 ? ", " + medians(judged) : "");
  case Finding::too_few:
    return fmt::format("too few repetitions ({} now, {} in the baseline) to be {:.6g} % sure of anything",
                       judged.samples.size(), judged.baseline.samples.size(),
                       (1 - judged.tolerance.alpha) * 100);
  case Finding::no_baseline:
    break;
  }
  return fmt::format("no baseline yet: {} (median of {} repetitions) is one from now on",
                     seconds_text(found.now), judged.samples.size());
}

} // namespace aurora::benchmark
