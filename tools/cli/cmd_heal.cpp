#include <algorithm>

#include <fmt/format.h>

#include "aurora/heal/loop.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "healing.hpp"
#include "memory.hpp"
#include "patch_provider.hpp"
#include "reports.hpp"
#include "session.hpp"
#include "tasks.hpp"

namespace aurora::cli {
namespace {

struct HealOptions {
  ProjectOptions project;
  std::vector<std::string> only; ///< signatures; empty: every cause
  std::string patch_file;        ///< the one candidate, instead of what providers propose
  bool dry_run = false;
};

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

heal::Ports ports_for(Session& session, heal::ProjectBench& bench, const gate::Policy& policy,
                      const std::string& patch_file) {
  auto ports = make_ports(session, bench, policy);
  if (!patch_file.empty())
    ports.make_providers = [&session, patch_file](workspace::Shadow&, const model::Project&) {
      std::vector<std::unique_ptr<repair::Provider>> one;
      one.push_back(std::make_unique<PatchProvider>(patch_file, *session.files));
      return one;
    };
  return ports;
}

heal::LoopOptions loop_options_for(const Session& session, const HealOptions& wanted) {
  auto options = make_loop_options(session);
  options.only = {wanted.only.begin(), wanted.only.end()};
  return options;
}

base::Result<ExitCode> heal_project(Session& session, const HealOptions& options) {
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
  const auto outcome =
      heal::Loop(ports_for(session, bench, *policy, options.patch_file), loop_options_for(session, options))
          .run();
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

int run_heal(HealOptions options) {
  auto& project = options.project;
  if (options.dry_run || project.model_dry_run)
    project.wishes.emplace_back("mode", "propose");
  if (project.model_dry_run)
    project.wishes.emplace_back("providers", "model");
  const auto session = open_session(project, Locking::exclusive);
  if (!session)
    return report_error("heal", session.error());
  (*session)->memory = std::make_shared<Memory>(**session, history::Purpose::write);
  const auto code = heal_project(**session, options);
  return code ? static_cast<int>(*code) : report_error("heal", code.error());
}

} // namespace

void add_heal(flags::Command command, int& exit_code) {
  auto options = std::make_shared<HealOptions>();
  add_project_options(command, options->project, Wishes::healing);
  command.option("--only", options->only, "heal only causes with this signature; may be given several times");
  command.option("--patch", options->patch_file,
                 "try just this patch file, a proposed one say; it must pass the same checks and tests");
  command.flag("--dry-run", options->dry_run, "the same as --mode propose: leave patch files, edit nothing");
  command.flag("--model-dry-run", options->project.model_dry_run,
               "print exactly what the model would be asked and how long that is; ask nobody");
  command.action([options, &exit_code] { exit_code = run_heal(*options); });
}

} // namespace aurora::cli
