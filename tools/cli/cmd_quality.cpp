#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/coverage/readers.hpp"
#include "aurora/history/time.hpp"
#include "aurora/quality/cxx_tests.hpp"
#include "aurora/quality/names.hpp"
#include "aurora/quality/quality.hpp"
#include "aurora/quality/script_tests.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "quality_input.hpp"
#include "quality_mutants.hpp"
#include "quality_tracing.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_largest_coverage = 512UL << 20;
constexpr std::size_t k_most_likely = 20;
constexpr double k_usual_goal = 80;

struct QualityOptions {
  ProjectOptions project;
  std::size_t goal = 0; ///< 0: the coverage threshold, else 80
  std::size_t trace = 20;
  std::string since = "90d";
  std::string change = "HEAD";
  bool mutants = false;
  std::size_t mutant_budget = 60;
  std::vector<std::string> files;
};

base::Result<coverage::Coverage> read_coverage(Session& session) {
  const auto path = sys::join_path(session.paths.reports, "coverage/gcovr.json");
  const auto text = session.files->read(path, k_largest_coverage);
  return text ? coverage::read_gcovr_json(*text) : base::Result<coverage::Coverage>(base::forward(text));
}

void look_at_coverage(Session& session, quality::Quality& found) {
  const auto measured = read_coverage(session);
  if (!measured) {
    found.notes.push_back("coverage: " + (measured.error().code == base::ErrorCode::not_found
                                              ? "none was measured yet; run aurora test-heal --coverage on"
                                              : base::to_string(measured.error())));
    return;
  }
  const auto lines = coverage::relative_to(*measured, session.settings.source_dir);
  found.coverage_percent = coverage::summarize(lines).percent;
  found.thin_files = quality::below_goal(lines, found.goal);
}

void look_at_tests(Session& session, quality::Quality& found) {
  const auto texts = read_source_texts(session);
  auto tests = quality::read_cxx_tests(texts.cxx);
  for (const auto& more :
       {quality::read_python_tests(texts.python), quality::read_javascript_tests(texts.javascript)})
    tests.insert(tests.end(), more.begin(), more.end());
  found.written_tests = static_cast<int>(tests.size());
  for (const auto& test : tests) {
    if (!test.asserts)
      found.without_assertion.push_back(test);
    if (quality::says_nothing(test.suite, test.name))
      found.without_meaning.push_back(test);
  }
}

void look_at_lines(Session& session, const QualityOptions& options, quality::Quality& found) {
  if (options.trace == 0) {
    found.notes.emplace_back("tests with the same coverage: --trace 0");
    return;
  }
  session.say(fmt::format("trace    running the tests one by one, for at most {} s", options.trace));
  const auto traced = trace_tests(session, std::chrono::seconds(options.trace));
  if (!traced) {
    found.notes.push_back("tests with the same coverage: " + base::to_string(traced.error()));
    return;
  }
  found.traced_tests = static_cast<int>(traced->size());
  found.same_coverage = quality::same_coverage(*traced);
  if (traced->empty())
    found.notes.emplace_back(
        "tests with the same coverage: no line is known; build with debug information (-g)");
}

/// After the lines: redundant is what the same lines and the same mutants make so.
base::Result<void> look_at_mutants(Session& session, const QualityOptions& options, quality::Quality& found) {
  if (!options.mutants)
    return {};
  MutantOptions mutants;
  mutants.files = options.files;
  mutants.seconds = static_cast<double>(options.mutant_budget);
  mutants.changed = changed_files(session, options.change, "");
  if (const auto measured = read_coverage(session))
    mutants.covered = coverage::relative_to(*measured, session.settings.source_dir);
  auto tried = try_mutants(session, mutants);
  if (!tried &&
      (tried.error().code == base::ErrorCode::usage || tried.error().code == base::ErrorCode::cancelled))
    return base::forward(tried);
  if (!tried) {
    found.notes.push_back("mutants: " + base::to_string(tried.error()));
    return {};
  }
  found.redundant = quality::redundant(*tried, found.same_coverage);
  found.mutants = std::move(*tried);
  return {};
}

/// Who asked for the tasks, and what of.
task::RunFacts quality_run(Session& session) {
  task::RunFacts run;
  run.command = "quality";
  run.started = sys::to_rfc3339(session.clock.now());
  run.commit = session.git().commit;
  run.branch = session.git().branch;
  return run;
}

void look_at_change(Session& session, const QualityOptions& options,
                    const std::vector<quality::PastRun>& runs, quality::Quality& found) {
  found.changed = changed_files(session, options.change, "");
  if (found.changed.empty()) {
    found.notes.push_back("tests likely to fail: nothing differs from " + options.change);
    return;
  }
  const auto steps = quality::steps_of(
      runs, [&](const std::string& from, const std::string& to) { return changed_files(session, from, to); });
  found.likely = quality::likely_failures(steps, found.changed);
  if (found.likely.size() > k_most_likely)
    found.likely.resize(k_most_likely);
}

base::Result<void> look_at_history(Session& session, const QualityOptions& options, quality::Quality& found) {
  const auto since = history::parse_moment(options.since, sys::to_rfc3339(session.clock.now()));
  if (!since)
    return base::fail(
        base::ErrorCode::usage,
        fmt::format("--since is \"{}\"; use a day (2026-01-31) or an age (90d, 12w)", options.since));
  const auto runs = read_past_runs(session, *since);
  if (!runs) {
    found.notes.push_back("history: " + base::to_string(runs.error()));
    return {};
  }
  found.health = quality::health_of(*runs);
  look_at_change(session, options, *runs, found);
  return {};
}

/// Tasks of an earlier run whose finding is gone are removed.
base::Result<void> write_quality(Session& session, const quality::Quality& found) {
  const auto folder = sys::join_path(session.paths.root, "quality");
  if (auto removed = session.report_files->remove_tree(folder); !removed)
    return removed;
  std::vector<std::pair<std::string, std::string>> files{
      {sys::join_path(session.paths.reports, "quality.json"), quality::quality_json(found)},
      {sys::join_path(session.paths.reports, "quality.md"), quality::quality_markdown(found)}};
  for (const auto& task : quality::quality_tasks(found, quality_run(session)))
    files.emplace_back(sys::join_path(folder, task.name), task.text);
  for (const auto& [path, text] : files) {
    if (auto made = session.report_files->make_directories(sys::parent_path(path)); !made)
      return made;
    if (auto written = session.report_files->write(path, text); !written)
      return written;
  }
  session.say(fmt::format("reports  {}\ntasks    {} in {}",
                          sys::join_path(session.paths.reports, "quality.md"), files.size() - 2, folder));
  return {};
}

base::Result<ExitCode> look_at_quality(Session& session, const QualityOptions& options) {
  quality::Quality found;
  found.goal = options.goal > 0                          ? static_cast<double>(options.goal)
               : session.settings.coverage_threshold > 0 ? session.settings.coverage_threshold
                                                         : k_usual_goal;
  look_at_coverage(session, found);
  look_at_tests(session, found);
  if (auto looked = look_at_history(session, options, found); !looked)
    return base::forward(looked);
  look_at_lines(session, options, found);
  if (auto looked = look_at_mutants(session, options, found); !looked)
    return base::forward(looked);
  if (options.project.json)
    put(stdout, quality::quality_json(found));
  else if (!options.project.quiet)
    put(stdout, quality::quality_text(found));
  if (auto written = write_quality(session, found); !written)
    return base::forward(written);
  return quality::has_findings(found) ? ExitCode::findings : ExitCode::done;
}

int run_quality(const QualityOptions& options) {
  if (!options.files.empty() && !options.mutants)
    return report_error("quality",
                        base::Error{base::ErrorCode::usage, "files are named for --mutants only", "", 0});
  const auto session = open_session(options.project, Locking::exclusive);
  if (!session)
    return report_error("quality", session.error());
  const auto code = look_at_quality(**session, options);
  return code ? static_cast<int>(*code) : report_error("quality", code.error());
}

} // namespace

void add_quality(flags::Command command, int& exit_code) {
  auto options = std::make_shared<QualityOptions>();
  add_project_options(command, options->project, Wishes::none);
  command.option("--goal", options->goal,
                 "percent of lines a file should have covered; 0: the coverage threshold, else 80");
  command.option("--since", options->since, "how far to look back: a day (2026-01-31) or an age (90d)");
  command.option("--change", options->change,
                 "the change that tests may fail for: what differs from this commit");
  command.option("--trace", options->trace,
                 "seconds to run tests one by one for their coverage; 0: not at all");
  command.flag("--mutants", options->mutants,
               "change the code under test in many small ways and see which of them the tests notice");
  command.option("--mutant-budget", options->mutant_budget,
                 "seconds of trying mutants; compiling comes on top");
  command.option("files", options->files,
                 "with --mutants: sources to change (default: those that --change names and the most "
                 "covered, 8 in all)");
  command.action([options, &exit_code] { exit_code = run_quality(*options); });
}

} // namespace aurora::cli
