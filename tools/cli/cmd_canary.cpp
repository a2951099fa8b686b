#include <fmt/format.h>

#include "aurora/heal/flaky.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "memory.hpp"
#include "reports.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct CanaryOptions {
  ProjectOptions project;
  std::string label;
  bool no_rollback = false;
};

tl::unexpected<base::Error> no_canary(const Session& session) {
  return base::fail(base::ErrorCode::environment,
                    fmt::format("no test carries the label \"{0}\"; give one to your smoke tests with "
                                "set_tests_properties(<test> PROPERTIES LABELS {0}), or name another label",
                                session.settings.canary_label),
                    session.settings.build_dir);
}

/// Builds and runs the canary tests. A test that only sometimes fails is no reason to roll back.
base::Result<heal::Snapshot> run_canary(Session& session, heal::ProjectBench& bench) {
  auto snapshot = bench.take(session.user_tree(), {});
  if (!snapshot)
    return snapshot;
  if (snapshot->built && snapshot->run.cases.empty())
    return no_canary(session);
  if (const auto flaky = heal::prove_flaky(bench, session.user_tree(), session.settings.reruns, *snapshot);
      !flaky)
    return base::forward(flaky);
  return snapshot;
}

base::Result<ExitCode> finish(Session& session, const report::CanaryReport& report, ExitCode code) {
  if (auto written = write_canary_report(session, report); !written)
    return base::forward(written);
  session.say("canary   " + report.verdict);
  return code;
}

base::Result<ExitCode> roll_back(Session& session, heal::ProjectBench& bench, report::CanaryReport report) {
  const auto landed = session.workspace->last_landed();
  if (!landed)
    return base::forward(landed);
  if (landed->empty()) {
    report.verdict = "red, and there is no healing to roll back";
    return finish(session, report, ExitCode::findings);
  }
  Memory memory(session, history::Purpose::read);
  const auto in_place = memory.entries_in_place();
  const auto restored = session.workspace->roll_back(*landed);
  if (!restored)
    return base::forward(restored);
  for (const auto& file : restored->files)
    report.restored_files.push_back(file.path);
  if (!restored->complete()) {
    report.verdict =
        "red, and the last healing could not be restored: a file was changed since; see aurora restore";
    return finish(session, report, ExitCode::restore_failed);
  }
  report.rolled_back = true;
  memory.forget(report.restored_files, in_place, "canary");
  const auto again = run_canary(session, bench);
  if (!again)
    return base::forward(again);
  report.verdict = fmt::format("red: the last healing was rolled back, and the canary is {} without it",
                               heal::is_green(*again) ? "green" : "still red");
  return finish(session, report, ExitCode::rolled_back);
}

report::CanaryReport canary_report(const Session& session, const heal::Snapshot& snapshot) {
  report::CanaryReport report;
  report.timestamp = snapshot.started;
  report.label = session.settings.canary_label;
  report.counts = model::count(snapshot.run);
  report.seconds = snapshot.test_seconds;
  for (const auto& event : snapshot.events)
    if (!event.flaky)
      report.failed_tests.push_back(event.test_id);
  return report;
}

base::Result<ExitCode> canary(Session& session, const CanaryOptions& options) {
  if (!options.label.empty())
    session.settings.canary_label = options.label;
  session.settings.labels = {session.settings.canary_label};
  session.settings.exclude_labels.clear();
  auto bench = session.bench();
  auto snapshot = run_canary(session, bench);
  if (!snapshot)
    return base::forward(snapshot);
  auto report = canary_report(session, *snapshot);
  if (heal::is_green(*snapshot)) {
    report.verdict = fmt::format("green: {} tests pass", model::count(snapshot->run).passed);
    return finish(session, report, ExitCode::done);
  }
  if (options.no_rollback) {
    report.verdict = "red";
    return finish(session, report, ExitCode::findings);
  }
  return roll_back(session, bench, std::move(report));
}

int run(const CanaryOptions& options) {
  const auto session = open_session(options.project, Locking::exclusive);
  if (!session)
    return report_error("canary", session.error());
  const auto code = canary(**session, options);
  return code ? static_cast<int>(*code) : report_error("canary", code.error());
}

} // namespace

void add_canary(flags::Command command, int& exit_code) {
  auto options = std::make_shared<CanaryOptions>();
  add_project_options(command, options->project, Wishes::tests);
  command.option("--label", options->label,
                 "CTest label of the canary (default: the project's CANARY_LABEL)");
  command.flag("--no-rollback,--dry-run", options->no_rollback, "only tell; roll nothing back");
  command.action([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
