#include "reports.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/report/documents.hpp"
#include "aurora/triage/cluster.hpp"

namespace aurora::cli {
namespace {

struct File {
  std::string folder;
  std::string name;
  std::string text;
};

base::Result<void> write_all(Session& session, const std::vector<File>& all) {
  for (const auto& file : all) {
    if (auto made = session.files->make_directories(file.folder); !made)
      return made;
    if (auto written = session.files->write(sys::join_path(file.folder, file.name), file.text); !written)
      return written;
  }
  return {};
}

std::vector<File> test_report_files(const Session& session, const heal::Snapshot& snapshot) {
  const auto& reports = session.paths.reports;
  return {{reports, "events.ndjson", report::events_ndjson(snapshot.events)},
          {reports, "run.json", report::run_json(snapshot, session.settings, session.coverage)},
          {reports, "junit.xml", snapshot.junit},
          {reports, "clusters.json", report::clusters_json(triage::cluster(snapshot.events))},
          {sys::join_path(session.paths.root, "logs"), "build.log", snapshot.build_log}};
}

/// Patches of an earlier heal would be taken for this one's.
base::Result<void> remove_old_patches(Session& session) {
  const auto entries = session.files->list(session.paths.patches);
  if (!entries)
    return {};
  for (const auto& entry : *entries)
    if (entry.name.ends_with(".patch") || entry.name.ends_with(".md"))
      if (auto removed = session.files->remove_file(sys::join_path(session.paths.patches, entry.name));
          !removed)
        return removed;
  return {};
}

std::string risk_text(const gate::RiskAssessment& risk) {
  auto text = std::string(model::to_string(risk.risk));
  if (!risk.reasons.empty())
    text += ": " + base::join(risk.reasons, "; ");
  return text;
}

std::vector<File> patch_texts(Session& session, const heal::Outcome& outcome) {
  const auto policy = session.policy();
  std::vector<File> all;
  for (const auto& patch : report::patch_files(outcome)) {
    all.push_back({session.paths.patches, patch.name, model::to_diff(patch.attempt->patch)});
    const auto words = patch.name.substr(0, patch.name.rfind('.')) + ".md";
    const auto risk = gate::assess_risk(policy ? *policy : gate::Policy{}, patch.attempt->patch);
    all.push_back({session.paths.patches, words, report::patch_markdown(patch, risk_text(risk))});
  }
  return all;
}

void print_json(const std::string& text) {
  fmt::print("{}", text);
}

void print_cluster(const Session& session, const model::Cluster& cluster) {
  session.say(fmt::format("{} {} [{}] {} test{}", cluster.flaky ? "flaky   " : "red     ", cluster.title,
                          model::to_string(cluster.category), cluster.events.size(),
                          cluster.events.size() == 1 ? "" : "s"));
  const auto& event = cluster.events.front();
  if (!event.analysis.root_cause.empty())
    session.say("         why: " + event.analysis.root_cause);
  if (!event.analysis.suggestion.empty())
    session.say("         do:  " + event.analysis.suggestion);
  if (!event.repro_cmd.empty())
    session.say("         run: " + event.repro_cmd);
}

void print_counts(const Session& session, const heal::Snapshot& snapshot) {
  const auto counts = model::count(snapshot.run);
  session.say(fmt::format("result   {} passed, {} failed, {} not run, {} skipped in {:.1f} s{}",
                          counts.passed, counts.failed, counts.not_run, counts.skipped, snapshot.test_seconds,
                          snapshot.built ? "" : "; the build is red"));
  if (!snapshot.warning.empty())
    session.say("warning  " + snapshot.warning);
}

void print_ending(const Session& session, const heal::ClusterOutcome& cluster) {
  session.say(
      fmt::format("{:<9}{} — {}", heal::to_string(cluster.ending), cluster.cluster.title, cluster.reason));
  const bool solved = cluster.ending == heal::Ending::landed || cluster.ending == heal::Ending::proposed;
  if (solved || cluster.cluster.events.empty())
    return;
  const auto& event = cluster.cluster.events.front();
  if (!event.analysis.suggestion.empty())
    session.say("         do:  " + event.analysis.suggestion);
  if (!event.repro_cmd.empty())
    session.say("         run: " + event.repro_cmd);
}

} // namespace

base::Result<void> write_test_reports(Session& session, const heal::Snapshot& snapshot) {
  const auto log = sys::join_path(session.paths.root, "logs/tests.ndjson");
  if (auto written = write_all(session, test_report_files(session, snapshot)); !written)
    return written;
  return session.files->write(log, report::tests_ndjson(snapshot));
}

base::Result<void> write_heal_reports(Session& session, const heal::Outcome& outcome) {
  if (auto written = write_test_reports(session, outcome.after); !written)
    return written;
  if (auto removed = remove_old_patches(session); !removed)
    return removed;
  if (auto written = write_all(session, patch_texts(session, outcome)); !written)
    return written;
  return write_all(session,
                   {{session.paths.reports, "suspects.json", report::suspects_json(outcome)},
                    {session.paths.reports, "summary.md", report::summary_markdown(outcome)},
                    {session.paths.reports, "heal.json", report::heal_json(outcome, session.settings)}});
}

base::Result<void> write_canary_report(Session& session, const CanaryReport& canary) {
  const auto text = report::canary_json(canary.snapshot, canary.restored, canary.verdict);
  if (session.options.json)
    print_json(text);
  return write_all(session, {{session.paths.reports, "canary.json", text}});
}

void print_summary(Session& session, const heal::Snapshot& snapshot) {
  for (const auto& cluster : triage::cluster(snapshot.events))
    print_cluster(session, cluster);
  print_counts(session, snapshot);
  session.say("reports  " + session.paths.reports);
  if (!heal::is_green(snapshot))
    session.say("next     cmake --build " + base::shell_quote(session.settings.build_dir) + " --target heal");
  if (session.options.json)
    print_json(report::run_json(snapshot, session.settings, session.coverage));
}

void print_summary(Session& session, const heal::Outcome& outcome) {
  session.say("");
  for (const auto& cluster : outcome.clusters)
    print_ending(session, cluster);
  if (outcome.clusters.empty())
    session.say("green    nothing to heal");
  print_counts(session, outcome.after);
  session.say("reports  " + session.paths.reports);
  const auto patches = report::patch_files(outcome);
  if (!patches.empty())
    session.say("patches  " + session.paths.patches);
  const bool landed = std::ranges::any_of(outcome.clusters,
                                          [](const auto& one) { return one.ending == heal::Ending::landed; });
  if (landed)
    session.say("undo     aurora restore -B " + base::shell_quote(session.settings.build_dir));
  if (session.options.json)
    print_json(report::heal_json(outcome, session.settings));
}

} // namespace aurora::cli
