#include <algorithm>

#include <fmt/format.h>

#include "aurora/heal/loop.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "healing.hpp"
#include "memory.hpp"
#include "reports.hpp"
#include "session.hpp"
#include "tasks.hpp"

namespace aurora::cli {
namespace {

bool any_ended(const heal::Outcome& outcome, heal::Ending ending) {
  return std::ranges::any_of(outcome.clusters, [&](const auto& one) { return one.ending == ending; });
}

ExitCode exit_code_of(const heal::Outcome& outcome) {
  if (outcome.restore_failed)
    return ExitCode::restore_failed;
  if (outcome.stopped_because == "interrupted")
    return ExitCode::interrupted;
  if (heal::is_green(outcome.after))
    return ExitCode::done;
  return any_ended(outcome, heal::Ending::rolled_back) ? ExitCode::rolled_back : ExitCode::findings;
}

base::Result<ExitCode> heal_project(Session& session) {
  const auto policy = session.policy();
  if (!policy)
    return base::forward(policy);
  if (session.settings.mode == settings::Mode::commit && session.git().commit.empty())
    return base::fail(
        base::ErrorCode::environment,
        "mode commit needs git and a repository with a commit; use --mode apply, or commit first",
        session.settings.source_dir);
  auto bench = session.bench();
  session.say("test     building and running the tests");
  const auto outcome = heal::Loop(make_ports(session, bench, *policy), make_loop_options(session)).run();
  if (!outcome)
    return base::forward(outcome);
  if (outcome->before.built && outcome->before.registered.empty())
    return no_tests(session);
  if (auto written = write_heal_reports(session, *outcome); !written)
    return base::forward(written);
  session.memory->remember(*outcome);
  if (auto written = write_tasks(session, *outcome); !written)
    return base::forward(written);
  print_summary(session, *outcome);
  return exit_code_of(*outcome);
}

int run_heal(ProjectOptions options, bool dry_run) {
  if (dry_run || options.model_dry_run)
    options.wishes.emplace_back("mode", "propose");
  if (options.model_dry_run)
    options.wishes.emplace_back("providers", "model");
  const auto session = open_session(options, Locking::exclusive);
  if (!session)
    return report_error("heal", session.error());
  (*session)->memory = std::make_shared<Memory>(**session, history::Purpose::write);
  const auto code = heal_project(**session);
  return code ? static_cast<int>(*code) : report_error("heal", code.error());
}

} // namespace

void add_heal(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  auto dry_run = std::make_shared<bool>(false);
  add_project_options(command, *options, Wishes::healing);
  command.flag("--dry-run", *dry_run, "the same as --mode propose: leave patch files, edit nothing");
  command.flag("--model-dry-run", options->model_dry_run,
               "print exactly what the model would be asked and how long that is; ask nobody");
  command.action([options, dry_run, &exit_code] { exit_code = run_heal(*options, *dry_run); });
}

} // namespace aurora::cli
