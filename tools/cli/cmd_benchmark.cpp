#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/benchmark/events.hpp"
#include "aurora/benchmark/report.hpp"
#include "aurora/benchmark/seconds.hpp"
#include "aurora/heal/outcome.hpp"
#include "aurora/history/open.hpp"
#include "aurora/sys/file_lock.hpp"
#include "benchmark_step.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "history_json.hpp"
#include "memory.hpp"

namespace aurora::cli {
namespace {

struct BenchmarkOptions {
  ProjectOptions project;
  std::vector<std::string> names;
  bool all = false;
  bool dry_run = false;
};

/// The history of a project's benchmarks, opened for a person: here it must be there.
struct Ledger {
  std::unique_ptr<Session> session;
  std::unique_ptr<history::Store> store;
  std::string setup;
  std::vector<history::BenchmarkState> states;

  history::BenchmarkKey key(const std::string& name) const {
    return {project_name(session->settings), setup, name};
  }
};

base::Result<Ledger> open_ledger(const BenchmarkOptions& options) {
  Ledger ledger;
  auto session = open_session(options.project, Locking::none);
  if (!session)
    return base::forward(session);
  ledger.session = std::move(*session);
  const auto location = history_location(*ledger.session);
  if (!location)
    return base::forward(location);
  if (!*location)
    return base::fail(base::ErrorCode::usage,
                      "the history is switched off (HISTORY off), and holds the baselines; name "
                      "one with --history");
  sys::SystemFileLocks locks;
  history::OpenOptions how;
  how.location = **location;
  how.purpose = history::Purpose::read;
  auto opened = history::open_store(how, {*ledger.session->files, locks, ledger.session->clock});
  if (!opened)
    return base::forward(opened);
  ledger.store = std::move(opened->store);
  ledger.setup = benchmark_setup(*ledger.session);
  auto states = ledger.store->benchmarks(project_name(ledger.session->settings), ledger.setup);
  if (!states)
    return base::forward(states);
  ledger.states = std::move(*states);
  return ledger;
}

// --- run

bool is_slower_or_failed(const benchmark::Report& report) {
  return !report.failed.empty() || std::ranges::any_of(report.benchmarks, [](const auto& judged) {
    return judged.comparison.finding == benchmark::Finding::slower;
  });
}

void print_measured(const Session& session, const benchmark::Report& report) {
  for (const auto& judged : report.benchmarks)
    if (judged.comparison.finding == benchmark::Finding::slower)
      session.say(fmt::format("red      {} is {}", judged.comparison.name, in_words(judged)));
  for (const auto& failure : report.failed)
    session.say(fmt::format("red      {} could not be measured: {}", failure.name, base::trim(failure.why)));
  tell_benchmarks(session, report);
  if (!session.options.json)
    return;
  std::ostringstream text;
  benchmark::write_report(text, report);
  put(stdout, text.str());
}

base::Result<ExitCode> build_and_measure(Session& session, const BenchmarkOptions& options) {
  const auto definitions = benchmark_definitions(session);
  if (!definitions)
    return base::forward(definitions);
  if (definitions->empty())
    return base::fail(base::ErrorCode::environment,
                      "no benchmark is registered; add one with aurora_add_benchmark() and configure again",
                      session.settings.build_dir);
  auto bench = session.bench();
  heal::Selection only_build;
  only_build.skip_tests = true;
  session.say("build    what is measured");
  const auto built = bench.take(session.user_tree(), only_build);
  if (!built)
    return base::forward(built);
  if (!built->built)
    return base::fail(base::ErrorCode::environment,
                      "the build is red, and nothing old is measured; `aurora test-heal` "
                      "tells why");
  const auto report = measure_benchmarks(session, *definitions, options.names);
  if (!report)
    return base::forward(report);
  print_measured(session, *report);
  return is_slower_or_failed(*report) ? ExitCode::findings : ExitCode::done;
}

base::Result<ExitCode> run_benchmarks(const BenchmarkOptions& options) {
  const auto session = open_session(options.project, Locking::exclusive);
  if (!session)
    return base::forward(session);
  (*session)->memory = std::make_shared<Memory>(**session, history::Purpose::write);
  return build_and_measure(**session, options);
}

// --- list

double baseline_median(const history::BenchmarkState& state) {
  std::vector<double> samples;
  for (const auto& record : state.baseline)
    samples.insert(samples.end(), record.samples.begin(), record.samples.end());
  return benchmark::median(samples);
}

BenchmarkLine line_of(const history::BenchmarkState& state) {
  return {state.name,
          baseline_median(state),
          state.baseline.size(),
          state.accepted_at,
          state.baseline.empty() ? "" : state.baseline.back().commit,
          benchmark::median(state.newest.samples),
          state.newest.finding,
          state.newest.at};
}

std::string page_line(const BenchmarkLine& line) {
  const auto level = line.baseline_runs == 0
                         ? std::string("no level")
                         : fmt::format("{} ({} run{})", benchmark::seconds_text(line.baseline),
                                       line.baseline_runs, line.baseline_runs == 1 ? "" : "s");
  return fmt::format("{:<40} level {:<20} newest {:<10} {:<12} {}{}\n", base::to_printable(line.name), level,
                     benchmark::seconds_text(line.newest), line.finding, line.newest_at,
                     line.accepted_at.empty() ? "" : ", level accepted " + line.accepted_at);
}

base::Result<ExitCode> list_benchmarks(const BenchmarkOptions& options) {
  const auto ledger = open_ledger(options);
  if (!ledger)
    return base::forward(ledger);
  std::vector<BenchmarkLine> lines;
  for (const auto& state : ledger->states)
    lines.push_back(line_of(state));
  if (options.project.json) {
    put(stdout, benchmarks_json(ledger->setup, lines));
    return ExitCode::done;
  }
  std::string page = "on " + ledger->setup + "\n";
  if (lines.empty())
    page += "nothing has been measured here yet\n";
  for (const auto& line : lines)
    page += page_line(line);
  put(stdout, page);
  return ExitCode::done;
}

// --- accept, undo

/// Those that are named, each a benchmark or a registered name with all its benchmarks; with --all every one.
base::Result<std::vector<history::BenchmarkState>> chosen(const Ledger& ledger,
                                                          const BenchmarkOptions& options) {
  if (options.all == !options.names.empty())
    return base::fail(base::ErrorCode::usage, "name the benchmarks, or give --all");
  std::vector<history::BenchmarkState> out;
  std::vector<std::string> known;
  for (const auto& state : ledger.states)
    known.push_back(state.name);
  for (const auto& name : options.names) {
    const auto before = out.size();
    std::ranges::copy_if(ledger.states, std::back_inserter(out), [&](const auto& state) {
      return state.name == name || state.name.starts_with(name + "/");
    });
    if (out.size() > before)
      continue;
    const auto meant = base::nearest(name, known);
    return base::fail(base::ErrorCode::usage,
                      fmt::format("no benchmark \"{}\" has been measured on {}{}", name, ledger.setup,
                                  meant ? "; did you mean \"" + *meant + "\"?" : ""));
  }
  return options.all ? ledger.states : out;
}

struct LevelWords {
  std::string_view command;
  std::string_view done;
  std::string_view nothing;
};

/// Whether a measurement says enough to be a level.
bool can_be_accepted(const history::BenchmarkState& state) {
  return state.newest.finding != to_string(benchmark::Finding::noisy) &&
         state.newest.finding != to_string(benchmark::Finding::too_few);
}

using LevelChange = std::function<base::Result<bool>(Ledger&, const history::BenchmarkState&)>;

base::Result<ExitCode> change_levels(const BenchmarkOptions& options, const LevelWords& words,
                                     const LevelChange& change) {
  auto ledger = open_ledger(options);
  if (!ledger)
    return base::forward(ledger);
  const auto states = chosen(*ledger, options);
  if (!states)
    return base::forward(states);
  std::vector<LevelChangeLine> lines;
  for (const auto& state : *states) {
    const auto changed = change(*ledger, state);
    if (!changed)
      return base::forward(changed);
    lines.push_back({state.name, *changed});
    if (!options.project.json && !options.project.quiet)
      put(stdout,
          fmt::format("{} {}\n", base::to_printable(state.name), *changed ? words.done : words.nothing));
  }
  if (options.project.json)
    put(stdout, level_changes_json(std::string(words.command), options.dry_run, lines));
  return ExitCode::done;
}

base::Result<ExitCode> accept_levels(const BenchmarkOptions& options) {
  const LevelWords words{"accept",
                         options.dry_run ? "would be accepted at its newest measurement"
                                         : "is accepted at its newest measurement; `aurora benchmark undo` "
                                           "takes that back",
                         "stays as it is: its newest measurement is the level, or too noisy to be one"};
  return change_levels(options, words, [&](Ledger& ledger, const auto& state) -> base::Result<bool> {
    if (!can_be_accepted(state))
      return false;
    if (options.dry_run)
      return true;
    return ledger.store->accept_benchmark(ledger.key(state.name),
                                          sys::to_rfc3339(ledger.session->clock.now()));
  });
}

base::Result<ExitCode> undo_levels(const BenchmarkOptions& options) {
  const LevelWords words{
      "undo", options.dry_run ? "would go back to the level before" : "is back at the level before",
      "was never accepted at another level"};
  return change_levels(options, words, [&](Ledger& ledger, const auto& state) -> base::Result<bool> {
    if (options.dry_run)
      return !state.accepted_at.empty();
    return ledger.store->withdraw_benchmark(ledger.key(state.name),
                                            sys::to_rfc3339(ledger.session->clock.now()));
  });
}

using BenchmarkAction = base::Result<ExitCode> (*)(const BenchmarkOptions&);

struct BenchmarkCommand {
  flags::Command command;
  std::shared_ptr<BenchmarkOptions> options;
};

BenchmarkCommand add_command_of(flags::Command& parent, int& exit_code,
                                const std::pair<std::string, std::string>& name, BenchmarkAction action) {
  auto command = parent.subcommand(name.first, name.second);
  auto options = std::make_shared<BenchmarkOptions>();
  add_project_options(command, options->project, Wishes::benchmarks);
  command.action([options, action, &exit_code] {
    const auto done = action(*options);
    exit_code = done ? static_cast<int>(*done) : report_error("benchmark", done.error());
  });
  return {command, options};
}

void add_level_flags(BenchmarkCommand& added) {
  auto& options = *added.options;
  added.command.option(
      "names", options.names,
      "benchmarks as `aurora benchmark list` prints them, or what aurora_add_benchmark() calls them");
  added.command.flag("--all", options.all, "every one");
  added.command.flag("--dry-run", options.dry_run, "only say what would be");
}

} // namespace

void add_benchmark(flags::Command command, int& exit_code) {
  auto run = add_command_of(
      command, exit_code,
      {"run", "build, measure, compare with the baseline; 1 when something is slower or fails"},
      run_benchmarks);
  run.command.option("names", run.options->names, "as aurora_add_benchmark() calls them (default: all)");
  run.command.footer("Example: aurora benchmark run -B build --benchmark-repetitions 30");
  auto list = add_command_of(
      command, exit_code, {"list", "levels and newest measurements on this machine, build type and compiler"},
      list_benchmarks);
  list.command.footer("Example: aurora benchmark list -B build");
  auto accept = add_command_of(command, exit_code,
                               {"accept", "the newest measurement is the level from now on"}, accept_levels);
  add_level_flags(accept);
  accept.command.footer("Example: aurora benchmark accept sort/BM_sort/1024 -B build");
  auto undo = add_command_of(command, exit_code, {"undo", "take the newest acceptance back"}, undo_levels);
  add_level_flags(undo);
  undo.command.footer("Example: aurora benchmark undo --all -B build");
}

} // namespace aurora::cli
