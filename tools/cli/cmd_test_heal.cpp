#include <future>

#include <fmt/format.h>

#include "aurora/heal/flaky.hpp"
#include "aurora/heal/git.hpp"
#include "benchmark_step.hpp"
#include "commands.hpp"
#include "coverage_step.hpp"
#include "exit_code.hpp"
#include "memory.hpp"
#include "reports.hpp"
#include "session.hpp"
#include "tasks.hpp"
#include "triage_facts.hpp"

namespace aurora::cli {
namespace {

/// Coverage comes last and in a build of its own, so that it cannot change a verdict.
base::Result<bool> coverage_is_enough(Session& session) {
  if (!session.settings.coverage && session.settings.coverage_threshold <= 0)
    return true;
  return measure_and_report_coverage(session);
}

/// The history needs nothing of the reports, and syncs to disk.
base::Result<void> write_and_remember(Session& session, const heal::Snapshot& snapshot) {
  causes_of(session, snapshot.events); // what both threads read from then on
  auto written =
      std::async(std::launch::async, [&session, &snapshot] { return write_test_reports(session, snapshot); });
  session.memory->remember(snapshot);
  return written.get();
}

base::Result<ExitCode> test_heal(Session& session) {
  auto bench = session.bench();
  const auto user = session.user_tree();
  session.say("test     building and running the tests");
  auto snapshot = bench.take(user, {});
  if (!snapshot)
    return base::forward(snapshot);
  if (snapshot->built && snapshot->registered.empty())
    return no_tests(session);
  if (const auto flaky = heal::prove_flaky(bench, user, session.settings.reruns, *snapshot); !flaky)
    return base::forward(flaky);
  const auto covered = coverage_is_enough(session);
  if (!covered)
    session.say("note     no coverage: " + base::to_string(covered.error()));
  if (auto measured = add_benchmarks(session, *snapshot); !measured) {
    if (measured.error().code == base::ErrorCode::cancelled)
      return base::forward(measured);
    session.say("note     no benchmarks: " + base::to_string(measured.error()));
  }
  if (auto written = write_and_remember(session, *snapshot); !written)
    return base::forward(written);
  if (auto written = write_tasks(session, *snapshot); !written)
    return base::forward(written);
  print_summary(session, *snapshot);
  const bool enough = covered ? *covered : session.settings.coverage_threshold <= 0;
  return heal::is_green(*snapshot) && snapshot->warning.empty() && enough ? ExitCode::done
                                                                          : ExitCode::findings;
}

int run_test_heal(const ProjectOptions& options) {
  const auto session = open_session(options, Locking::exclusive);
  if (!session)
    return report_error("test-heal", session.error());
  (*session)->memory = std::make_shared<Memory>(**session, history::Purpose::write);
  (*session)->unchanged = std::async(std::launch::async, [&opened = **session] {
                            return heal::is_unchanged(opened.settings.source_dir, *opened.processes);
                          }).share();
  const auto code = test_heal(**session);
  return code ? static_cast<int>(*code) : report_error("test-heal", code.error());
}

} // namespace

void add_test_heal(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  add_project_options(command, *options, Wishes::tests);
  command.action([options, &exit_code] { exit_code = run_test_heal(*options); });
}

} // namespace aurora::cli
