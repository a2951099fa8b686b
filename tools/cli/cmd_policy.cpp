#include <sstream>

#include <fmt/format.h>

#include "approvals.hpp"
#include "aurora/base/text.hpp"
#include "aurora/report/documents.hpp"
#include "aurora/report/sarif.hpp"
#include "aurora/version.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "patch_source.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct PolicyOptions {
  ProjectOptions project;
  std::string range;
  std::string patch;
  std::string author = "person";
  std::string sarif;
};

struct Verdict {
  std::vector<model::Finding> findings;
  gate::RiskAssessment risk;
};

gate::Author author_of(const std::string& word) {
  return word == "heal" ? gate::Author::heal : word == "agent" ? gate::Author::agent : gate::Author::person;
}

base::Result<std::string> git_diff(Session& session, const std::vector<std::string>& what) {
  if (session.git().commit.empty())
    return base::fail(base::ErrorCode::environment,
                      "not in a git repository with a commit; check a patch file with --patch instead",
                      session.settings.source_dir);
  std::vector<std::string> arguments{"diff", "--relative", "--no-color", "--no-ext-diff", "--no-textconv"};
  arguments.insert(arguments.end(), what.begin(), what.end());
  return heal::git_output(session.settings.source_dir, arguments, *session.processes);
}

/// FILE.aurora_backup, and FILE.aurora_backup.1 and so on where a file was healed again.
bool is_backup(std::string_view path) {
  constexpr std::string_view suffix = ".aurora_backup";
  const auto place = path.rfind(suffix);
  if (place == std::string_view::npos)
    return false;
  const auto rest = path.substr(place + suffix.size());
  return rest.empty() || (rest.size() > 1 && rest.front() == '.' &&
                          rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

/// Files git does not know yet are part of a working tree's change.
base::Result<void> add_untracked(Session& session, model::Patch& patch) {
  const auto listed = heal::git_output(
      session.settings.source_dir, {"ls-files", "-z", "--others", "--exclude-standard"}, *session.processes);
  if (!listed)
    return base::forward(listed);
  for (const auto name : base::split(*listed, '\0')) {
    const auto path = std::string(name);
    const bool ours =
        sys::is_below(sys::join_path(session.settings.source_dir, path), session.settings.build_dir);
    // What heal wrote itself: a playbook's entries are judged whenever they are tried.
    const bool kept_by_heal = is_backup(path) || path.starts_with(".aurora/playbook/");
    if (path.empty() || ours || kept_by_heal)
      continue;
    auto text = on_disk(session)(path);
    if (text && *text)
      patch.changes.push_back({path, std::nullopt, std::move(**text)});
  }
  return {};
}

base::Result<model::Patch> working_tree(Session& session) {
  const auto diff = git_diff(session, {"HEAD"});
  if (!diff)
    return base::forward(diff);
  auto patch = gate::read_patch(*diff, at_commit(session, "HEAD"));
  if (!patch)
    return patch;
  if (auto added = add_untracked(session, *patch); !added)
    return base::forward(added);
  return patch;
}

base::Result<model::Patch> commit_range(Session& session, const std::string& range) {
  const auto dots = range.find("..");
  if (range.starts_with('-') || dots == std::string::npos || dots == 0)
    return base::fail(base::ErrorCode::usage, "a range is FROM..TO, for example origin/main..HEAD");
  const auto diff = git_diff(session, {range, "--"});
  if (!diff)
    return base::forward(diff);
  const bool three = range.compare(dots, 3, "...") == 0;
  auto from = range.substr(0, dots);
  if (three) {
    const auto base = heal::git_output(session.settings.source_dir,
                                       {"merge-base", from, range.substr(dots + 3)}, *session.processes);
    if (!base)
      return base::forward(base);
    from = base::trim(*base);
  }
  return gate::read_patch(*diff, at_commit(session, from));
}

base::Result<model::Patch> wanted_patch(Session& session, const PolicyOptions& options) {
  if (!options.patch.empty())
    return read_patch_file(session, options.patch);
  return options.range.empty() ? working_tree(session) : commit_range(session, options.range);
}

void print_findings(const Session& session, const std::vector<model::Finding>& findings,
                    const model::Patch& patch) {
  for (const auto& finding : findings)
    session.say(fmt::format("{}{}{}: {}: {} [{}]", finding.file, finding.line > 0 ? ":" : "",
                            finding.line > 0 ? std::to_string(finding.line) : "",
                            model::to_string(finding.severity), finding.message, finding.rule));
  session.say(fmt::format("policy   {}: {} file{}, {} changed lines, {} finding{}",
                          gate::refused(findings) ? "refused" : "accepted", patch.changes.size(),
                          patch.changes.size() == 1 ? "" : "s", model::changed_lines(patch), findings.size(),
                          findings.size() == 1 ? "" : "s"));
}

report::PolicyReport policy_report(Session& session, const PolicyOptions& options, const Verdict& verdict) {
  report::PolicyReport report;
  report.timestamp = sys::to_rfc3339(session.clock.now());
  report.subject = !options.patch.empty()  ? options.patch
                   : options.range.empty() ? "working tree"
                                           : options.range;
  report.author = options.author;
  report.refused = gate::refused(verdict.findings);
  report.risk = model::to_string(verdict.risk.risk);
  report.risk_reasons = verdict.risk.reasons;
  report.findings = verdict.findings;
  return report;
}

base::Result<void> write_reports(Session& session, const PolicyOptions& options, const Verdict& verdict) {
  std::ostringstream json;
  report::write_policy(json, policy_report(session, options, verdict));
  if (session.options.json)
    fmt::print("{}", json.str());
  if (auto written = session.files->write(sys::join_path(session.paths.reports, "policy.json"), json.str());
      !written)
    return written;
  std::ostringstream sarif;
  report::write_sarif(sarif, verdict.findings, k_version);
  if (options.sarif == "-") {
    fmt::print("{}", sarif.str());
    return {};
  }
  const auto path =
      options.sarif.empty() ? sys::join_path(session.paths.reports, "policy.sarif") : options.sarif;
  return session.files->write(path, sarif.str());
}

base::Result<ExitCode> policy(Session& session, const PolicyOptions& options) {
  const auto rules = session.policy();
  if (!rules)
    return base::forward(rules);
  const auto patch = wanted_patch(session, options);
  if (!patch)
    return base::forward(patch);
  Verdict verdict{gate::check(*rules, *patch, author_of(options.author)), gate::assess_risk(*rules, *patch)};
  lay_over_approvals(session, *patch, verdict.findings);
  print_findings(session, verdict.findings, *patch);
  if (auto written = write_reports(session, options, verdict); !written)
    return base::forward(written);
  return gate::refused(verdict.findings) ? ExitCode::findings : ExitCode::done;
}

int run(const PolicyOptions& options) {
  const auto session = open_session(options.project, Locking::none);
  if (!session)
    return report_error("policy", session.error());
  (*session)->options.json = options.project.json || options.sarif == "-";
  const auto code = policy(**session, options);
  return code ? static_cast<int>(*code) : report_error("policy", code.error());
}

} // namespace

void add_policy(flags::Command command, int& exit_code) {
  auto options = std::make_shared<PolicyOptions>();
  add_project_options(command, options->project, Wishes::none);
  const auto range =
      command.option("--range", options->range, "check the commits FROM..TO instead of the working tree");
  command
      .option("--patch", options->patch, "check a patch file (- is standard input) against the working tree")
      .excludes(range);
  command.option("--author", options->author, "whose rules hold: person, agent or heal")
      .one_of({"person", "agent", "heal"});
  command.option("--sarif", options->sarif, "write SARIF 2.1.0 here (- is standard output)");
  command.action([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
