#include "aurora/benchmark/events.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/benchmark/seconds.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::benchmark {
namespace {

constexpr const char* k_suite = "benchmark";
constexpr std::size_t k_most_told = 30;

std::string id_of(const std::string& name) {
  return std::string(k_test_prefix) + name;
}

/// The name that aurora_add_benchmark() was given: what `aurora benchmark run` takes.
std::string registered_name(const std::string& name) {
  return name.substr(0, name.find('/'));
}

std::string times(std::vector<double> samples) {
  std::ranges::sort(samples);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < samples.size() && i < k_most_told; ++i)
    texts.push_back(seconds_text(samples[i]));
  if (samples.size() > k_most_told)
    texts.push_back(fmt::format("and {} more", samples.size() - k_most_told));
  return base::join(texts, ", ");
}

std::string details_of(const Judged& judged, const Report& report) {
  const auto& baseline = judged.baseline;
  return fmt::format(
      "{} is {}\nmeasured on: {}\nthe baseline is of {}{}\nnow:      {}\nbaseline: {}\n"
      "test: one-sided Mann-Whitney U of now against the baseline times {:.4g}, at {:.6g} %, twice\n",
      judged.comparison.name, in_words(judged), report.setup, baseline.at,
      baseline.commit.empty() ? "" : ", commit " + baseline.commit, times(judged.samples),
      times(baseline.samples), judged.tolerance.ratio, (1 - judged.tolerance.alpha) * 100);
}

class EventMaker {
public:
  EventMaker(const Report& report, const Places& places) : m_report(report), m_places(places) {}

  model::Event slower(const Judged& judged) const {
    const auto& found = judged.comparison;
    auto event = begin(found.name, judged.file);
    event.error_class = "PerformanceRegression";
    event.message = fmt::format("{} is {}", found.name, in_words(judged));
    event.details = details_of(judged, m_report);
    event.expected = fmt::format("at most {:.4g} x {}", judged.tolerance.ratio, seconds_text(found.before));
    event.actual = seconds_text(found.now);
    event.time = fmt::format("{:.9g}", found.now);
    event.analysis.root_cause = fmt::format(
        "The same work takes {:.2f} times as long as at the accepted level{}, on the same machine, build "
        "type and compiler, and by more than chance explains.",
        found.ratio, since(judged.baseline));
    event.analysis.suggestion = fmt::format(
        "Look at what changed since then (a profile of both states tells where). If the new level is "
        "meant: aurora benchmark accept {} -B {}",
        base::shell_quote(found.name), base::shell_quote(m_places.build_dir));
    event.analysis.confidence = 0.5;
    return event;
  }

  model::Event failed(const Failure& failure) const {
    auto event = begin(failure.name, failure.file);
    event.error_class = "BenchmarkFailed";
    event.message =
        fmt::format("the benchmark {} could not be measured: {}", failure.name,
                    base::split_lines(failure.why).empty() ? "" : base::split_lines(failure.why).front());
    event.details = failure.why;
    return event;
  }

private:
  model::Event begin(const std::string& name, const std::string& file) const {
    model::Event event;
    event.suite = k_suite;
    event.test_id = id_of(name);
    event.category = model::Category::performance;
    event.outcome = "failed";
    event.file = sys::relative_path(file, m_places.source_dir);
    event.repro_cmd = fmt::format("aurora benchmark run {} -B {}", base::shell_quote(registered_name(name)),
                                  base::shell_quote(m_places.build_dir));
    return event;
  }

  static std::string since(const Baseline& baseline) {
    const auto day = baseline.at.substr(0, 10);
    return baseline.commit.empty() ? fmt::format(" of {}", day)
                                   : fmt::format(" of {}, commit {}", day, baseline.commit.substr(0, 12));
  }

  const Report& m_report;
  const Places& m_places;
};

model::TestCase begin_case(const std::string& name, const std::string& file, const Places& places) {
  model::TestCase test;
  test.ctest_name = id_of(name);
  test.name = test.ctest_name;
  test.suite = k_suite;
  test.labels = {k_suite};
  test.file = sys::relative_path(file, places.source_dir);
  return test;
}

bool says_nothing(Finding finding) {
  return finding == Finding::noisy || finding == Finding::too_few;
}

} // namespace

std::vector<model::Event> to_events(const Report& report, const Places& places) {
  const EventMaker maker(report, places);
  std::vector<model::Event> events;
  for (const auto& judged : report.benchmarks)
    if (judged.comparison.finding == Finding::slower)
      events.push_back(maker.slower(judged));
  for (const auto& failure : report.failed)
    events.push_back(maker.failed(failure));
  return events;
}

std::vector<model::TestCase> to_cases(const Report& report, const Places& places) {
  std::vector<model::TestCase> cases;
  for (const auto& judged : report.benchmarks) {
    auto test = begin_case(judged.comparison.name, judged.file, places);
    const auto finding = judged.comparison.finding;
    test.seconds = judged.comparison.now;
    test.message = in_words(judged);
    if (finding == Finding::slower)
      test.status = model::TestStatus::failed;
    else if (says_nothing(finding))
      test.status = model::TestStatus::skipped;
    test.status_reason = test.status == model::TestStatus::passed ? "" : test.message;
    cases.push_back(std::move(test));
  }
  for (const auto& failure : report.failed) {
    auto test = begin_case(failure.name, failure.file, places);
    test.status = model::TestStatus::failed;
    test.message = failure.why;
    cases.push_back(std::move(test));
  }
  return cases;
}

} // namespace aurora::benchmark
