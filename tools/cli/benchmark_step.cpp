#include "benchmark_step.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/benchmark/events.hpp"
#include "aurora/benchmark/measure.hpp"
#include "aurora/benchmark/report.hpp"
#include "aurora/heal/outcome.hpp"
#include "aurora/sys/cpu_time.hpp"
#include "aurora/triage/analyze.hpp"
#include "memory.hpp"

namespace aurora::cli {
namespace {

using benchmark::Finding;

constexpr std::uint64_t k_max_list_bytes = 16UL << 20;
constexpr std::uint64_t k_max_machine_bytes = 4UL << 20;
constexpr std::size_t k_most_lines = 6;
/// Measurements that make up a level: enough to hold what differs between runs, and no more, so that a level
/// cannot creep upwards with many small slowdowns.
constexpr std::size_t k_runs_of_a_level = 5;

std::string list_path(const Session& session) {
  const auto folder = sys::join_path(session.settings.build_dir, "aurora_benchmarks");
  const bool many = base::contains(session.settings.generator, "Multi-Config");
  return sys::join_path(folder, many ? "benchmarks-" + session.settings.config + ".json" : "benchmarks.json");
}

/// The host's name and the model of its processor.
std::string this_machine(Session& session) {
  const auto host = session.files->read("/proc/sys/kernel/hostname", k_max_machine_bytes);
  const auto processors = session.files->read("/proc/cpuinfo", k_max_machine_bytes);
  std::string model;
  if (processors)
    for (const auto line : base::split_lines(*processors))
      if (line.starts_with("model name") && model.empty() && base::contains(line, ":"))
        model = base::trim(line.substr(line.find(':') + 1));
  const auto name = host ? std::string(base::trim(*host)) : std::string("unknown host");
  return base::to_printable(model.empty() ? name : name + ", " + model);
}

std::string compiler_of(const settings::Settings& settings) {
  const bool is_cxx = !settings.cxx_compiler_id.empty();
  const auto& id = is_cxx ? settings.cxx_compiler_id : settings.c_compiler_id;
  const auto& version = is_cxx ? settings.cxx_compiler_version : settings.c_compiler_version;
  return id.empty() ? settings.cxx_compiler : id + " " + version;
}

benchmark::Machine machine(Session& session, const std::string& name) {
  benchmark::Machine out{
      *session.processes, *session.files, session.paths.scratch, sys::children_cpu_seconds, {}};
  out.on_repetition = [&session, name](int done, int of) {
    if (done == 0) // in a pipe every line stays
      session.progress(fmt::format("bench    {}: {} repetitions", name, of));
  };
  return out;
}

std::map<std::string, benchmark::Baseline> baselines(const std::vector<history::BenchmarkState>& states) {
  std::map<std::string, benchmark::Baseline> out;
  for (const auto& state : states) {
    auto& baseline = out[state.name];
    for (const auto& record : state.baseline) {
      baseline.samples.insert(baseline.samples.end(), record.samples.begin(), record.samples.end());
      baseline.at = record.at;
      baseline.commit = record.commit;
    }
  }
  std::erase_if(out, [](const auto& one) { return one.second.samples.empty(); });
  return out;
}

void remember(Session& session, const benchmark::Report& report,
              const std::vector<history::BenchmarkState>& states) {
  std::vector<history::BenchmarkRecord> records;
  for (const auto& judged : report.benchmarks) {
    const auto& found = judged.comparison;
    const auto state = std::ranges::find(states, found.name, &history::BenchmarkState::name);
    const bool known = state != states.end();
    history::BenchmarkRecord record{project_name(session.settings),
                                    report.setup,
                                    found.name,
                                    report.timestamp,
                                    session.git().commit,
                                    judged.samples,
                                    std::string(to_string(found.finding)),
                                    known ? state->level : 0,
                                    false};
    record.in_baseline =
        benchmark::is_of_the_level(found.finding) && (!known || state->baseline.size() < k_runs_of_a_level);
    records.push_back(std::move(record));
  }
  session.memory->remember(records);
}

base::Result<void> write_json(Session& session, const benchmark::Report& report) {
  std::ostringstream text;
  benchmark::write_report(text, report);
  return session.report_files->write(sys::join_path(session.paths.reports, "benchmarks.json"), text.str());
}

/// What an earlier run left would be taken for this one's.
base::Result<void> remove_report(Session& session) {
  return session.files->remove_file(sys::join_path(session.paths.reports, "benchmarks.json"));
}

void add_to(Session& session, const benchmark::Report& report, heal::Snapshot& snapshot) {
  const auto& settings = session.settings;
  triage::AnalysisOptions options;
  options.source_dir = settings.source_dir;
  options.build_dir = settings.build_dir;
  options.config = settings.config;
  options.commit = session.git().commit;
  options.branch = session.git().branch;
  options.timestamp = snapshot.started;
  const benchmark::Places places{settings.source_dir, settings.build_dir};
  auto events = triage::complete(benchmark::to_events(report, places), options);
  triage::apply_quarantine(events, session.quarantine, snapshot.started);
  snapshot.events.insert(snapshot.events.end(), events.begin(), events.end());
  for (auto& test : benchmark::to_cases(report, places))
    snapshot.run.cases.push_back(std::move(test));
}

bool is_worth_a_line(const benchmark::Judged& judged) {
  const auto finding = judged.comparison.finding;
  return finding != Finding::same && finding != Finding::slower && finding != Finding::no_baseline;
}

} // namespace

base::Result<std::vector<benchmark::Definition>> benchmark_definitions(Session& session) {
  const auto path = list_path(session);
  const auto text = session.files->read(path, k_max_list_bytes);
  if (!text && text.error().code == base::ErrorCode::not_found)
    return std::vector<benchmark::Definition>();
  return text ? benchmark::read_definitions(*text, path) : base::forward(text);
}

std::string benchmark_setup(Session& session) {
  const auto& settings = session.settings;
  const auto& type = settings.config.empty() ? settings.build_type : settings.config;
  return fmt::format("{}; {}; {}",
                     settings.benchmark_machine.empty() ? this_machine(session) : settings.benchmark_machine,
                     type.empty() ? "no build type" : type, compiler_of(settings));
}

base::Result<benchmark::Report> measure_benchmarks(Session& session,
                                                   const std::vector<benchmark::Definition>& definitions,
                                                   const std::vector<std::string>& only) {
  session.git(); // nothing else may use the processors in this process's name from here on
  const auto setup = benchmark_setup(session);
  if (!session.memory->has_history())
    session.say("note     without a history nothing is known of how fast the benchmarks were, and nothing is "
                "compared");
  const auto states = session.memory->benchmarks(setup);
  const auto& settings = session.settings;
  const benchmark::Wishes wishes{settings.benchmark_tolerance, settings.benchmark_confidence,
                                 settings.benchmark_repetitions, only};
  const auto measure =
      [&](const benchmark::Definition& definition, int repetitions,
          std::vector<std::string>& problems) -> base::Result<std::vector<benchmark::Measurement>> {
    auto results = benchmark::measure(definition, repetitions, machine(session, definition.name));
    if (!results)
      return base::forward(results);
    problems = std::move(results->problems);
    return std::move(results->measurements);
  };
  auto report = benchmark::check(definitions, wishes, baselines(states), measure);
  if (!report)
    return report;
  report->timestamp = sys::to_rfc3339(session.clock.now());
  report->setup = setup;
  remember(session, *report, states);
  if (auto written = write_json(session, *report); !written)
    return base::forward(written);
  return report;
}

base::Result<void> add_benchmarks(Session& session, heal::Snapshot& snapshot) {
  if (auto removed = remove_report(session); !removed)
    return removed;
  const auto definitions = benchmark_definitions(session);
  if (!definitions)
    return base::forward(definitions);
  session.benchmarks_measured = definitions->empty();
  if (definitions->empty() || !session.settings.benchmarks)
    return {};
  if (!heal::is_green(snapshot)) {
    session.say("bench    not measured: what is wrong has no speed; once the tests pass, it is");
    return {};
  }
  const auto report = measure_benchmarks(session, *definitions, {});
  if (!report)
    return base::forward(report);
  session.benchmarks_measured = true;
  add_to(session, *report, snapshot);
  tell_benchmarks(session, *report);
  return {};
}

void tell_benchmarks(const Session& session, const benchmark::Report& report) {
  const auto count = [&](Finding finding) {
    return std::ranges::count(report.benchmarks, finding,
                              [](const auto& judged) { return judged.comparison.finding; });
  };
  session.say(fmt::format(
      "bench    {} measured: {} slower, {} failed, {} as fast as before, {} faster, {} cannot be told, "
      "{} without a baseline",
      report.benchmarks.size() + report.failed.size(), count(Finding::slower), report.failed.size(),
      count(Finding::same), count(Finding::faster), count(Finding::noisy) + count(Finding::too_few),
      count(Finding::no_baseline)));
  if (std::ranges::any_of(report.benchmarks,
                          [](const auto& judged) { return judged.baseline.samples.empty(); }))
    session.say("         no baseline yet on this setup: " + report.setup);
  std::size_t lines = 0;
  for (const auto& judged : report.benchmarks)
    if (is_worth_a_line(judged) && lines++ < k_most_lines)
      session.say(fmt::format("         {}: {}", judged.comparison.name, in_words(judged)));
  if (lines > k_most_lines)
    session.say(fmt::format("         and {} more, all in benchmarks.json", lines - k_most_lines));
}

} // namespace aurora::cli
