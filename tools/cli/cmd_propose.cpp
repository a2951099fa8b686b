#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/issue_sync.hpp"
#include "aurora/forge/proposal.hpp"
#include "aurora/forge/rest_tracker.hpp"
#include "aurora/gate/rate.hpp"
#include "aurora/gate/secrets.hpp"
#include "aurora/model/json_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "forge_place.hpp"
#include "memory.hpp"
#include "outside_providers.hpp"
#include "patch_source.hpp"
#include "session.hpp"
#include "tasks.hpp"

namespace aurora::cli {
namespace {

/// What became of a patch.
struct Proposed {
  std::string patch;
  std::string branch;
  std::string refused; ///< why there is no branch; empty: there is one, or would be
};

struct ProposeOptions {
  ProjectOptions project;
  bool dry_run = false;
};

constexpr std::uint64_t k_max_proposal_bytes = 64UL << 20;

/// "001-0123456789abcdef" of each patch that heal kept: the first of each cause, no alternatives.
base::Result<std::vector<std::string>> kept_patches(Session& session) {
  const auto entries = session.files->list(session.paths.patches);
  if (!entries)
    return base::fail(base::ErrorCode::not_found, "there are no patches; run `aurora heal` first",
                      session.paths.patches);
  std::vector<std::string> names;
  std::set<std::string> signatures;
  for (const auto& entry : *entries) {
    const auto name = entry.name.substr(0, entry.name.rfind('.'));
    const auto dash = name.find('-');
    if (entry.name.ends_with(".patch") && dash == 3 && signatures.insert(name.substr(dash + 1)).second)
      names.push_back(name);
  }
  return names;
}

base::Result<forge::Fix> read_fix(Session& session, const std::string& name) {
  const auto path = sys::join_path(session.paths.patches, name);
  const auto diff = session.files->read(path + ".patch", k_max_proposal_bytes);
  const auto words = diff ? session.files->read(path + ".md", k_max_proposal_bytes) : diff;
  const auto event = words ? session.files->read(path + ".event.json", k_max_proposal_bytes) : words;
  if (!event)
    return base::forward(event);
  auto patch = gate::read_patch(*diff, at_commit(session, "HEAD"));
  if (!patch)
    return base::fail(base::ErrorCode::conflict,
                      "does not fit HEAD; commit the changes it was made on top of: " +
                          base::to_string(patch.error()),
                      path + ".patch");
  return forge::Fix{name.substr(4), std::move(*patch), std::string(base::trim(*event)), *words};
}

/// Per repository, not per build folder.
base::Result<std::string> rate_file(Session& session) {
  const auto folder =
      heal::git_output(session.settings.source_dir, {"rev-parse", "--git-common-dir"}, *session.processes);
  if (!folder)
    return base::forward(folder);
  return sys::join_path(sys::join_path(session.settings.source_dir, base::trim(*folder)), "aurora-proposals");
}

base::Result<void> write_texts(Session& session, const forge::Proposal& proposal, const std::string& name) {
  const auto folder = sys::join_path(session.paths.reports, "proposals");
  if (auto made = session.files->make_directories(folder); !made)
    return made;
  const auto path = sys::join_path(folder, name);
  const auto& request = proposal.pull_request;
  if (auto written = session.report_files->write(path + "-pull-request.md",
                                                 fmt::format("{}\n\n{}", request.title, request.body));
      !written)
    return written;
  return session.report_files->write(path + "-issue.md",
                                     fmt::format("{}\n\n{}", proposal.issue.title, proposal.issue.body));
}

/// As `aurora issues` would open it, so that neither opens a second one. What has landed is no task any more.
forge::IssueTask task_of(const forge::TaskIndex& index, const forge::Proposal& proposal) {
  const auto signature = proposal.branch.name.substr(proposal.branch.name.rfind('-') + 1);
  for (const auto& task : index.tasks)
    if (std::ranges::find(task.signatures, signature) != task.signatures.end())
      return task;
  forge::IssueTask task;
  task.signature = signature;
  task.signatures = {signature};
  task.title = proposal.issue.title;
  task.body = forge::without_markers(gate::mask_secrets(proposal.issue.body, secrets_of_environment()).text);
  return task;
}

base::Result<std::string> issue_for(Session& session, sys::HttpClient& client, const forge::Place& place,
                                    const forge::Proposal& proposal) {
  const auto index = read_tasks(session);
  const auto known = index ? *index : forge::TaskIndex{};
  const auto tracker = forge::make_rest_tracker(client, place, session.settings.issues_label);
  const auto issue =
      forge::find_or_open_issue(task_of(known, proposal), known.run,
                                {*tracker, [&] { session.clock.sleep_for(std::chrono::seconds(1)); }, {}});
  if (!issue)
    return base::forward(issue);
  return issue->url;
}

base::Result<void> send(Session& session, const forge::Place& place, const forge::Proposal& proposal) {
  const auto pushed = heal::git_output(session.settings.source_dir,
                                       {"push", "--quiet", "origin", "refs/heads/" + proposal.branch.name},
                                       *session.processes);
  if (!pushed)
    return base::forward(pushed);
  const auto client = make_forge_client(session);
  const auto issue = issue_for(session, *client, place, proposal);
  if (!issue)
    return base::forward(issue);
  session.say("issue    " + *issue);
  auto request = proposal.pull_request;
  request.body += "\nFor " + *issue + "\n";
  const auto opened = forge::open_pull_request(*client, place, request);
  if (!opened)
    return base::forward(opened);
  session.say("request  " + *opened);
  session.memory->remember_url(proposal.branch.name, *opened);
  return {};
}

base::Result<void> propose_one(Session& session, const ProposeOptions& options,
                               const std::optional<forge::Place>& place, Proposed& proposed) {
  const auto& name = proposed.patch;
  const auto fix = read_fix(session, name);
  if (!fix)
    return base::forward(fix);
  const auto proposal = forge::make_proposal(*fix);
  proposed.branch = proposal.branch.name;
  if (auto written = write_texts(session, proposal, name); !written)
    return written;
  if (options.dry_run) {
    session.say("would be " + proposal.branch.name + ": " + proposal.pull_request.title);
    return {};
  }
  const auto reference = "refs/heads/" + proposal.branch.name;
  if (heal::git_output(session.settings.source_dir, {"rev-parse", "--verify", "--quiet", reference},
                       *session.processes))
    return base::fail(base::ErrorCode::conflict, "is there already", proposal.branch.name);
  const auto ledger = rate_file(session);
  if (!ledger)
    return base::forward(ledger);
  const int most = session.settings.max_proposals;
  if (auto admitted =
          gate::ProposalRate(*ledger, *session.files, session.clock)
              .admit(most, [&] { return session.memory->claim(fix->patch, proposal.branch.name, most); });
      !admitted)
    return admitted;
  const auto made = forge::write_branch(session.settings.source_dir, proposal.branch, session.paths.scratch,
                                        *session.processes);
  if (!made)
    return base::forward(made);
  session.say(fmt::format("branch   {} ({})", proposal.branch.name, made->substr(0, 12)));
  return place ? send(session, *place, proposal) : base::Result<void>();
}

void print_proposals_json(const ProposeOptions& options, const std::vector<Proposed>& all) {
  model::JsonText out;
  out.begin('{').key("schema").text("aurora.proposals/1").key("dry_run").flag(options.dry_run);
  out.key("proposals").begin('[');
  for (const auto& one : all)
    out.begin('{')
        .key("patch")
        .text(one.patch)
        .key("branch")
        .text(one.branch)
        .key("refused")
        .text(one.refused)
        .end('}');
  put(stdout, out.end(']').end('}').take() + "\n");
}

base::Result<ExitCode> propose(Session& session, const ProposeOptions& options) {
  if (session.git().commit.empty())
    return base::fail(base::ErrorCode::environment, "not in a git repository with a commit",
                      session.settings.source_dir);
  const auto names = kept_patches(session);
  if (!names)
    return base::forward(names);
  const auto place =
      options.dry_run ? base::Result<std::optional<forge::Place>>(std::nullopt) : forge_place(session);
  if (!place)
    return base::forward(place);
  if (!options.dry_run) // after forge_place(): no other thread may read the variables while one goes
    session.memory = std::make_shared<Memory>(session, history::Purpose::write);
  auto code = names->empty() ? ExitCode::findings : ExitCode::done;
  if (names->empty())
    session.say("nothing  heal kept no patch");
  std::vector<Proposed> all;
  for (const auto& name : *names) {
    auto& proposed = all.emplace_back(Proposed{name, "", ""});
    if (auto made = propose_one(session, options, *place, proposed); !made) {
      code = ExitCode::findings;
      proposed.refused = base::to_string(made.error());
      session.say(fmt::format("refused  {}: {}", name, proposed.refused));
    }
  }
  if (session.options.json)
    print_proposals_json(options, all);
  return code;
}

int run_propose(const ProposeOptions& options) {
  const auto session = open_session(options.project, Locking::exclusive);
  if (!session)
    return report_error("propose", session.error());
  const auto code = propose(**session, options);
  return code ? static_cast<int>(*code) : report_error("propose", code.error());
}

} // namespace

void add_propose(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProposeOptions>();
  add_project_options(command, options->project, Wishes::forge);
  command.flag("--dry-run", options->dry_run, "only write the texts; make no branch, send nothing");
  command.action([options, &exit_code] { exit_code = run_propose(*options); });
}

} // namespace aurora::cli
