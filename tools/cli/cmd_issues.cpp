#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/issue_sync.hpp"
#include "aurora/forge/rest_tracker.hpp"
#include "aurora/model/json_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "forge_place.hpp"
#include "memory.hpp"
#include "outside_providers.hpp"
#include "session.hpp"
#include "tasks.hpp"

namespace aurora::cli {
namespace {

struct IssuesOptions {
  ProjectOptions project;
  std::string branch; ///< that the run was of, where git cannot tell
  bool dry_run = false;
};

/// Stands for a forge that is not configured, in a dry run.
class NoTracker final : public forge::Tracker {
public:
  base::Result<std::vector<forge::TrackedIssue>> issues() override {
    return std::vector<forge::TrackedIssue>{};
  }
  base::Result<forge::TrackedIssue> issue(long long) override { return none(); }
  base::Result<forge::TrackedIssue> open(const std::string&, const std::string&) override { return none(); }
  base::Result<std::vector<std::string>> comments(long long) override { return none(); }
  base::Result<void> comment(long long, const std::string&) override { return none(); }
  base::Result<void> edit(long long, const forge::IssueEdit&) override { return none(); }

private:
  static tl::unexpected<base::Error> none() {
    return base::fail(base::ErrorCode::not_found, "no forge is configured");
  }
};

std::string place_name(const settings::Settings& settings) {
  return base::join({settings.forge, settings.forge_url, settings.forge_repository}, " ");
}

/// Under every signature that the issue is for.
void remember_step(Session& session, const forge::Step& step, const forge::RunFacts& run) {
  const auto marker = forge::find_marker(step.act == forge::Act::open ? step.text : step.body);
  if (!marker || marker->state == forge::Marker::State::duplicate || step.number == 0)
    return;
  for (const auto& signature : marker->causes)
    session.memory->remember({"", place_name(session.settings), signature, step.number, step.url,
                              marker->state == forge::Marker::State::gone ? "closed" : "open",
                              sys::to_rfc3339(session.clock.now()), run.commit, step.reason});
}

void tell_step(const Session& session, const forge::Step& step, bool dry_run) {
  session.say(fmt::format("{:<8} {} ({}){}{}", forge::to_string(step.act), step.title, step.reason,
                          step.url.empty() ? "" : " ", step.url));
  if (dry_run && !step.text.empty())
    session.say("--- not sent:\n" + step.text + "---");
}

void put_json(const forge::SyncResult& result, bool dry_run) {
  model::JsonText json;
  json.begin('{').key("dry_run").flag(dry_run).key("problems").begin('[');
  for (const auto& problem : result.problems)
    json.text(problem);
  json.end(']').key("schema").text("aurora.issues/1").key("steps").begin('[');
  for (const auto& step : result.steps) {
    json.begin('{')
        .key("act")
        .text(forge::to_string(step.act))
        .key("number")
        .number(static_cast<int>(step.number));
    json.key("reason").text(step.reason).key("signature").text(step.signature).key("text").text(step.text);
    json.key("title").text(step.title).key("url").text(step.url).end('}');
  }
  json.end(']').end('}');
  put(stdout, json.take() + "\n");
}

base::Result<forge::SyncResult> sync(Session& session, const IssuesOptions& options,
                                     const forge::TaskIndex& index) {
  const auto place = forge_place(session);
  if (!place)
    return base::forward(place);
  if (!*place && !options.dry_run)
    return base::fail(base::ErrorCode::usage,
                      "no forge is configured; set FORGE, FORGE_URL, FORGE_REPOSITORY and "
                      "FORGE_TOKEN_ENV or FORGE_TOKEN_FILE, or look with --dry-run");
  session.memory =
      std::make_shared<Memory>(session, options.dry_run ? history::Purpose::read : history::Purpose::write);
  const auto client = make_forge_client(session);
  const auto tracker = *place ? forge::make_rest_tracker(*client, **place, session.settings.issues_label)
                              : std::make_unique<NoTracker>();
  forge::SyncOptions wanted;
  if (*place)
    wanted.remembered = session.memory->issues(place_name(session.settings));
  wanted.most_new = static_cast<std::size_t>(session.settings.max_issues);
  if (options.dry_run)
    wanted.doing = forge::SyncOptions::Doing::nothing;
  return forge::sync_issues(index,
                            {*tracker, [&] { session.clock.sleep_for(std::chrono::seconds(1)); },
                             [&](const forge::Step& step) { remember_step(session, step, index.run); }},
                            wanted);
}

base::Result<ExitCode> issues(Session& session, const IssuesOptions& options) {
  auto index = read_tasks(session);
  if (!index)
    return base::forward(index);
  if (!options.branch.empty())
    index->run.branch = options.branch;
  if (index->run.branch != session.settings.forge_branch) {
    session.say(fmt::format("nothing  the run was of {}, and issues are kept for {} (FORGE_BRANCH)",
                            index->run.branch.empty() ? "no branch that git knows (name it with --branch)"
                                                      : "branch " + index->run.branch,
                            session.settings.forge_branch));
    if (session.options.json)
      put_json({}, options.dry_run);
    return ExitCode::done;
  }
  const auto result = sync(session, options, *index);
  if (!result)
    return base::forward(result);
  for (const auto& step : result->steps)
    tell_step(session, step, options.dry_run);
  for (const auto& problem : result->problems)
    session.say("failed   " + problem);
  if (result->steps.empty() && result->problems.empty())
    session.say("nothing  the issues tell how it stands");
  if (session.options.json)
    put_json(*result, options.dry_run);
  return result->problems.empty() ? ExitCode::done : ExitCode::findings;
}

int run_issues(const IssuesOptions& options) {
  const auto session = open_session(options.project, Locking::exclusive);
  if (!session)
    return report_error("issues", session.error());
  const auto code = issues(**session, options);
  return code ? static_cast<int>(*code) : report_error("issues", code.error());
}

} // namespace

void add_issues(flags::Command command, int& exit_code) {
  auto options = std::make_shared<IssuesOptions>();
  add_project_options(command, options->project, Wishes::issues);
  command.option("--branch", options->branch, "the branch that the run was of, where git cannot tell");
  command.flag("--dry-run", options->dry_run, "only print what would be sent");
  command.action([options, &exit_code] { exit_code = run_issues(*options); });
}

} // namespace aurora::cli
