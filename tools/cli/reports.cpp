#include "reports.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/model/json.hpp"
#include "aurora/report/ctrf.hpp"
#include "aurora/report/documents.hpp"
#include "aurora/report/flaky_run.hpp"
#include "aurora/report/forge_files.hpp"
#include "aurora/report/heal_report.hpp"
#include "aurora/report/html.hpp"
#include "aurora/report/junit_writer.hpp"
#include "aurora/report/markdown.hpp"
#include "aurora/report/run_document.hpp"
#include "aurora/report/sarif.hpp"
#include "aurora/triage/cluster.hpp"
#include "aurora/version.hpp"
#include "test_log.hpp"
#include "triage_facts.hpp"

namespace aurora::cli {

std::vector<model::Suspect> suspects_of(const model::Cluster& cluster, const heal::Outcome* outcome) {
  if (outcome != nullptr)
    for (const auto& done : outcome->clusters)
      if (std::ranges::find(cluster.signatures, done.cluster.signature) != cluster.signatures.end() &&
          !done.suspects.empty())
        return done.suspects;
  std::vector<model::Suspect> suspects;
  for (const auto& event : cluster.events) {
    const auto& why = event.analysis;
    if (!why.suspect_file.empty() && why.suspect_line > 0 && suspects.size() < 5)
      suspects.push_back({why.suspect_file, why.suspect_line, why.confidence, why.root_cause});
  }
  if (suspects.empty() && !cluster.events.empty() && cluster.events.front().line > 0)
    suspects.push_back({cluster.events.front().file, cluster.events.front().line, 0.2, "noticed here"});
  return suspects;
}

namespace {

struct File {
  std::string name; ///< relative to the reports folder
  std::string text;
};

base::Result<void> write_all(Session& session, const std::vector<File>& all) {
  for (const auto& file : all) {
    const auto path = sys::join_path(session.paths.reports, file.name);
    if (auto made = session.files->make_directories(sys::parent_path(path)); !made)
      return made;
    if (auto written = session.report_files->write(path, file.text); !written)
      return written;
  }
  return {};
}

/// What a writer writes, as text.
template <class Writer, class... Values>
std::string text_of(Writer writer, const Values&... values) {
  std::ostringstream out;
  writer(out, values...);
  return std::move(out).str();
}

/// A file of the project; nothing when it is none, or too large to be shown.
std::optional<std::string> read_source(Session& session, const std::string& file) {
  constexpr std::uint64_t k_max_bytes = 4UL << 20;
  const auto path = sys::normalize_path(sys::join_path(session.settings.source_dir, file));
  if (!sys::is_below(path, session.settings.source_dir))
    return std::nullopt;
  auto text = session.files->read(path, k_max_bytes);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

report::RunDocument run_document(const Session& session, const heal::Snapshot& snapshot) {
  report::RunDocument run;
  run.timestamp = snapshot.started;
  run.commit = session.git().commit;
  run.branch = session.git().branch;
  run.counts = model::count(snapshot.run);
  run.counts.flaky = static_cast<int>(std::ranges::count_if(snapshot.events, &model::Event::flaky));
  run.seconds = snapshot.test_seconds;
  run.ctest_exit_code = snapshot.ctest_exit;
  run.failures = snapshot.events;
  run.coverage = session.coverage;
  run.coverage_delta = session.coverage_delta;
  const auto& settings = session.settings;
  run.environment = {settings.cxx_compiler_id + " " + settings.cxx_compiler_version, settings.generator,
                     settings.config, "Linux"};
  return run;
}

std::string events_text(const std::vector<model::Event>& events) {
  std::string out;
  for (const auto& event : events)
    out += model::to_json_line(event) + "\n";
  return out;
}

/// The source around the suspects of the first causes.
std::map<std::string, std::vector<report::SourceExcerpt>>
sources_of(Session& session, const std::vector<model::Cluster>& clusters, const heal::Outcome* outcome) {
  constexpr std::size_t k_most = 60;
  std::map<std::string, std::vector<report::SourceExcerpt>> out;
  std::map<std::string, std::string> texts;
  for (std::size_t i = 0; i < clusters.size() && i < k_most; ++i) {
    const auto suspects = suspects_of(clusters[i], outcome);
    for (const auto& suspect : suspects)
      if (!suspect.file.empty() && !texts.contains(suspect.file))
        if (auto text = read_source(session, suspect.file))
          texts.emplace(suspect.file, std::move(*text));
    out.emplace(clusters[i].signature, report::excerpts(suspects, texts, session.coverage_lines));
  }
  return out;
}

std::vector<report::RerunVerdict> rerun_verdicts(const heal::Snapshot& snapshot) {
  std::vector<report::RerunVerdict> out;
  for (const auto& verdict : snapshot.flakiness)
    out.push_back({verdict.test, verdict.flaky, verdict.confidence});
  return out;
}

std::string build_target(const Session& session, const std::string& target) {
  return "cmake --build " + base::shell_quote(session.settings.build_dir) + " --target " + target;
}

std::string sarif_text(const std::vector<model::Event>& events) {
  std::ostringstream out;
  report::write_sarif(out, events, k_version);
  return std::move(out).str();
}

std::vector<report::ArtifactLink> links() {
  return {{"summary.md", "the result in words"},
          {"events.ndjson", "every failure, one a line"},
          {"events.sarif", "every failure, as SARIF 2.1.0"},
          {"run.json", "the result document"},
          {"clusters.json", "failures by cause, most urgent first"},
          {"junit.xml", "every test, as JUnit"},
          {"ctrf.json", "every test, in the Common Test Report Format"},
          {"gl-code-quality-report.json", "every failure, for GitLab"},
          {"github-annotations.txt", "every cause, as GitHub's workflow commands"},
          {"badge.svg", "the result as a badge"},
          {"logs/ctest.xml", "CTest's own JUnit report"},
          {"logs/build.log", "what the build printed"},
          {"logs/tests.ndjson", "every run of every test, with exit code and output"}};
}

/// What is told of a state of the tree; outcome and healing are there after a heal.
struct State {
  const heal::Snapshot& snapshot;
  const heal::Outcome* outcome = nullptr;
  const report::HealReport* healing = nullptr;
};

/// Speed is reported, not healed.
bool is_healable(const heal::Snapshot& snapshot) {
  return std::ranges::any_of(snapshot.events, [](const model::Event& event) {
    return !event.flaky && event.category != model::Category::performance;
  });
}

report::PageInput page_input(Session& session, const State& state, const report::SummaryInput& summary) {
  report::PageInput page{sys::file_name(session.settings.source_dir), summary, links()};
  page.sources = sources_of(session, *summary.clusters, state.outcome);
  page.reruns = rerun_verdicts(state.outcome == nullptr ? state.snapshot : state.outcome->before);
  if (is_healable(state.snapshot))
    page.heal_command = build_target(session, "heal");
  const bool landed = state.outcome != nullptr &&
                      std::ranges::any_of(state.outcome->clusters,
                                          [](const auto& one) { return one.ending == heal::Ending::landed; });
  if (landed)
    page.undo_command = "aurora restore -B " + base::shell_quote(session.settings.build_dir);
  if (state.healing != nullptr)
    page.links.insert(page.links.end(), {{"heal.json", "what was tried, and how each cause ended"},
                                         {"suspects.json", "suspicious places of each cause"}});
  return page;
}

/// For other tools, which take a flaky test for one that passed.
void add_exports(const heal::Snapshot& snapshot, const report::RunDocument& run,
                 const std::vector<model::Cluster>& clusters, std::vector<File>& files) {
  const auto tests = report::with_flakiness(snapshot.run, snapshot.events);
  files.insert(files.end(),
               {{"junit.xml", text_of(report::write_junit, tests)},
                {"ctrf.json", text_of(report::write_ctrf, tests, run, std::string(k_version))},
                {"gl-code-quality-report.json", text_of(report::write_gitlab_code_quality, clusters)},
                {"github-annotations.txt", text_of(report::write_github_annotations, clusters)},
                {"badge.svg", text_of(report::write_badge, model::count(tests))}});
}

std::vector<File> state_files(Session& session, const State& state) {
  const auto& snapshot = state.snapshot;
  const auto clusters = causes_of(session, snapshot.events);
  const auto run = run_document(session, snapshot);
  const report::SummaryInput summary{&run, &clusters, state.healing};
  std::vector<File> files{{"events.ndjson", events_text(snapshot.events)},
                          {"events.sarif", sarif_text(snapshot.events)},
                          {"run.json", text_of(report::write_run, run)},
                          {"clusters.json", text_of(report::write_clusters, clusters)},
                          {"summary.md", text_of(report::write_markdown, summary)},
                          {"index.html", text_of(report::write_page, page_input(session, state, summary))},
                          {"logs/ctest.xml", snapshot.junit},
                          {"logs/build.log", snapshot.build_log},
                          {"logs/tests.ndjson", test_log(snapshot)}};
  add_exports(snapshot, run, clusters, files);
  return files;
}

/// Patches of an earlier heal would be taken for this one's.
base::Result<void> remove_old_patches(Session& session) {
  const auto entries = session.files->list(session.paths.patches);
  if (!entries)
    return {};
  for (const auto& entry : *entries)
    if (entry.name.ends_with(".patch") || entry.name.ends_with(".md") || entry.name.ends_with(".event.json"))
      if (auto removed = session.files->remove_file(sys::join_path(session.paths.patches, entry.name));
          !removed)
        return removed;
  return {};
}

/// The accepted patch of a cause first, then its alternatives, numbered through.
void add_kept(const heal::ClusterOutcome& cluster, const gate::Policy& policy, report::HealReport& healing) {
  if (cluster.kept < 0)
    return;
  std::vector<int> indices{cluster.kept};
  indices.insert(indices.end(), cluster.alternatives.begin(), cluster.alternatives.end());
  for (const int index : indices) {
    const auto& attempt = cluster.attempts.at(static_cast<std::size_t>(index));
    const auto risk = gate::assess_risk(policy, attempt.patch);
    report::KeptPatch kept{cluster.cluster.signature,
                           cluster.cluster.title,
                           attempt.patch,
                           attempt.verdict,
                           risk.risk,
                           risk.reasons,
                           "",
                           ""};
    kept.patch_file =
        fmt::format("patches/{:03}-{}.patch", healing.kept.size() + 1, cluster.cluster.signature);
    kept.commit = index == cluster.kept ? cluster.commit : "";
    healing.kept.push_back(std::move(kept));
  }
}

bool is_solved(const heal::ClusterOutcome& cluster) {
  return cluster.ending == heal::Ending::landed || cluster.ending == heal::Ending::proposed;
}

void add_cluster(const heal::ClusterOutcome& cluster, report::HealReport& healing) {
  for (const auto& attempt : cluster.attempts)
    healing.attempts.push_back({cluster.iteration, cluster.cluster.signature, attempt.patch.provider,
                                attempt.patch.rule, attempt.patch.title, attempt.verdict});
  healing.problems.insert(healing.problems.end(), cluster.provider_notes.begin(),
                          cluster.provider_notes.end());
  if (is_solved(cluster))
    return;
  const auto& events = cluster.cluster.events;
  healing.unhealed.push_back({cluster.cluster.signature, cluster.cluster.title,
                              static_cast<int>(events.size()), cluster.cluster.flaky,
                              fmt::format("{}: {}", heal::to_string(cluster.ending), cluster.reason),
                              events.empty() ? "" : events.front().analysis.suggestion});
}

std::vector<report::CandidateCount> candidate_counts(const std::vector<report::HealAttempt>& attempts) {
  std::map<std::pair<std::string, model::Stage>, int> counts;
  for (const auto& attempt : attempts)
    ++counts[{attempt.provider, attempt.verdict.stage}];
  std::vector<report::CandidateCount> out;
  for (const auto& [key, count] : counts)
    out.push_back({key.first, key.second, count});
  return out;
}

report::HealReport heal_report(Session& session, const heal::Outcome& outcome) {
  const auto policy = session.policy();
  report::HealReport healing;
  healing.timestamp = outcome.before.started;
  healing.mode = settings::to_string(session.settings.mode);
  healing.isolation = outcome.shadow;
  healing.shadow = outcome.shadow_kind;
  healing.iterations = outcome.iterations;
  healing.max_iterations = session.settings.max_iterations;
  healing.stopped_because = outcome.stopped_because;
  healing.failures_before = static_cast<int>(outcome.before.events.size());
  healing.failures_after = static_cast<int>(outcome.after.events.size());
  healing.seconds = outcome.seconds;
  for (const auto& cluster : outcome.clusters) {
    add_cluster(cluster, healing);
    add_kept(cluster, policy ? *policy : gate::Policy{}, healing);
  }
  healing.candidates = candidate_counts(healing.attempts);
  const auto landed =
      std::ranges::count(outcome.clusters, heal::Ending::landed, &heal::ClusterOutcome::ending);
  healing.verdict = outcome.clusters.empty()
                        ? "nothing to heal"
                        : fmt::format("{} of {} causes healed", landed, outcome.clusters.size());
  return healing;
}

std::string suspects_text(const heal::Outcome& outcome) {
  std::vector<report::ClusterSuspects> all;
  for (const auto& cluster : outcome.clusters)
    all.push_back({cluster.cluster.signature, cluster.suspects});
  return text_of(report::write_suspects, all);
}

/// The first failure that a kept patch was made for, beside the patch.
std::vector<File> event_files(const report::HealReport& healing, const heal::Outcome& outcome) {
  std::vector<File> all;
  for (const auto& kept : healing.kept)
    for (const auto& cluster : outcome.clusters)
      if (cluster.cluster.signature == kept.signature && !cluster.cluster.events.empty()) {
        all.push_back({kept.patch_file.substr(0, kept.patch_file.rfind('.')) + ".event.json",
                       model::to_json_line(cluster.cluster.events.front()) + "\n"});
        break;
      }
  return all;
}

std::vector<File> heal_files(const report::HealReport& healing, const heal::Outcome& outcome) {
  std::vector<File> all{{"suspects.json", suspects_text(outcome)},
                        {"heal.json", text_of(report::write_heal, healing)}};
  for (const auto& kept : healing.kept) {
    all.push_back({kept.patch_file, model::to_diff(kept.patch)});
    const auto words = kept.patch_file.substr(0, kept.patch_file.rfind('.')) + ".md";
    all.push_back({words, text_of(report::write_patch_explanation, kept)});
  }
  return all;
}

/// Nothing but the approval of two people is missing.
bool awaits_approval(const heal::Attempt& attempt) {
  const auto is_error = [](const auto& finding) { return finding.severity == model::Severity::error; };
  return std::ranges::any_of(attempt.findings, is_error) &&
         std::ranges::all_of(attempt.findings, [&](const auto& finding) {
           return !is_error(finding) || finding.rule == "protected-file";
         });
}

/// The first such patch of each cause, to be signed with `aurora approve`.
std::vector<File> patches_to_approve(Session& session, const heal::Outcome& outcome) {
  std::vector<File> all;
  for (const auto& cluster : outcome.clusters) {
    const auto found = std::ranges::find_if(cluster.attempts, awaits_approval);
    if (cluster.kept >= 0 || found == cluster.attempts.end())
      continue;
    const auto name = fmt::format("patches/approve-{}.patch", cluster.cluster.signature);
    all.push_back({name, model::to_diff(found->patch)});
    session.say("approve  " + sys::join_path(session.paths.reports, name) +
                " needs the signatures of two people");
  }
  return all;
}

void print_json(const std::string& text) {
  put(stdout, text);
}

void print_advice(const Session& session, const model::Event& event) {
  if (!event.analysis.root_cause.empty())
    session.say("         why: " + event.analysis.root_cause);
  if (!event.analysis.suggestion.empty())
    session.say("         do:  " + event.analysis.suggestion);
  if (!event.repro_cmd.empty())
    session.say("         run: " + event.repro_cmd);
}

// A screen holds the first causes with advice, and more by name alone.
constexpr std::size_t k_advised = 2;
constexpr std::size_t k_named = 6;

void print_cluster(const Session& session, const model::Cluster& cluster) {
  session.say(fmt::format("{} {} [{}] {} test{}", cluster.flaky ? "flaky   " : "red     ", cluster.title,
                          model::to_string(cluster.category), cluster.events.size(),
                          cluster.events.size() == 1 ? "" : "s"));
}

void print_rest(const Session& session, std::size_t number, std::string_view document) {
  if (number > k_named)
    session.say(fmt::format("         and {} more causes, all in {}", number - k_named, document));
}

void print_clusters(const Session& session, const std::vector<model::Cluster>& clusters) {
  for (std::size_t i = 0; i < clusters.size() && i < k_named; ++i) {
    print_cluster(session, clusters[i]);
    if (i < k_advised)
      print_advice(session, clusters[i].events.front());
  }
  print_rest(session, clusters.size(), "clusters.json");
}

void print_counts(const Session& session, const heal::Snapshot& snapshot) {
  const auto counts = model::count(snapshot.run);
  session.say(fmt::format("result   {} passed, {} failed, {} not run, {} skipped in {:.1f} s{}",
                          counts.passed, counts.failed, counts.not_run, counts.skipped, snapshot.test_seconds,
                          snapshot.built ? "" : "; the build is red: these are the programs built before"));
  if (!snapshot.warning.empty())
    session.say("warning  " + snapshot.warning);
}

void print_ending(const Session& session, const heal::ClusterOutcome& cluster) {
  session.say(
      fmt::format("{:<8} {} — {}", heal::to_string(cluster.ending), cluster.cluster.title, cluster.reason));
}

/// The fault may be in the test: then nothing that may be changed heals it.
void print_lock(const Session& session, const heal::ClusterOutcome& cluster) {
  if (cluster.ending == heal::Ending::unsolved && !session.settings.allow_test_edits &&
      cluster.cluster.category == model::Category::assertion)
    session.say(
        "         or:  Correct the test, if what it expects is wrong: tests are locked while healing.");
}

using Endings = std::vector<const heal::ClusterOutcome*>;

void print_endings(const Session& session, const Endings& endings) {
  for (std::size_t i = 0; i < endings.size() && i < k_named; ++i) {
    const auto& one = *endings[i];
    print_ending(session, one);
    if (i < k_advised && !is_solved(one) && !one.cluster.events.empty()) {
      print_advice(session, one.cluster.events.front());
      print_lock(session, one);
    }
  }
  print_rest(session, endings.size(), "heal.json");
}

/// Of this run alone: heals of earlier runs may stand as well, and a plain restore takes all back.
void print_undo(const Session& session, const heal::Outcome& outcome) {
  std::set<std::string> paths;
  for (const auto& cluster : outcome.clusters)
    if (cluster.ending == heal::Ending::landed)
      for (const auto& change : cluster.attempts[static_cast<std::size_t>(cluster.kept)].patch.changes)
        paths.insert(change.path);
  const auto command = "aurora restore -B " + base::shell_quote(session.settings.build_dir);
  for (const auto& path : paths)
    session.say("undo     " + command + " " +
                base::shell_quote(sys::join_path(session.settings.source_dir, path)));
}

/// What was solved, then what was not: one mistake can have hundreds of consequences.
void print_endings(const Session& session, const heal::Outcome& outcome) {
  Endings solved;
  Endings unsolved;
  for (const auto& cluster : outcome.clusters)
    (is_solved(cluster) ? solved : unsolved).push_back(&cluster);
  print_endings(session, solved);
  print_endings(session, unsolved);
}

} // namespace

base::Result<void> write_test_reports(Session& session, const heal::Snapshot& snapshot) {
  return write_all(session, state_files(session, {snapshot}));
}

base::Result<void> write_heal_reports(Session& session, const heal::Outcome& outcome) {
  const auto healing = heal_report(session, outcome);
  if (auto written = write_all(session, state_files(session, {outcome.after, &outcome, &healing})); !written)
    return written;
  if (auto removed = remove_old_patches(session); !removed)
    return removed;
  if (auto written = write_all(session, patches_to_approve(session, outcome)); !written)
    return written;
  if (auto written = write_all(session, event_files(healing, outcome)); !written)
    return written;
  return write_all(session, heal_files(healing, outcome));
}

base::Result<void> write_locate_report(Session& session,
                                       const std::vector<report::ClusterSuspects>& suspects) {
  const auto text = text_of(report::write_suspects, suspects);
  if (session.options.json)
    print_json(text);
  return write_all(session, {{"suspects.json", text}});
}

base::Result<void> write_canary_report(Session& session, const report::CanaryReport& canary) {
  const auto text = text_of(report::write_canary, canary);
  if (session.options.json)
    print_json(text);
  return write_all(session, {{"canary.json", text}});
}

void print_summary(Session& session, const heal::Snapshot& snapshot) {
  print_clusters(session, causes_of(session, snapshot.events));
  print_counts(session, snapshot);
  session.say("reports  " + session.paths.reports);
  if (is_healable(snapshot))
    session.say("next     " + build_target(session, "heal"));
  if (session.options.json)
    print_json(text_of(report::write_run, run_document(session, snapshot)));
}

void print_summary(Session& session, const heal::Outcome& outcome) {
  session.say("");
  print_endings(session, outcome);
  if (outcome.clusters.empty())
    session.say("green    nothing to heal");
  print_counts(session, outcome.after);
  session.say("reports  " + session.paths.reports);
  if (std::ranges::any_of(outcome.clusters, [](const auto& one) { return one.kept >= 0; }))
    session.say("patches  " + session.paths.patches);
  const bool landed = std::ranges::any_of(outcome.clusters,
                                          [](const auto& one) { return one.ending == heal::Ending::landed; });
  if (landed)
    print_undo(session, outcome);
  if (session.options.json)
    print_json(text_of(report::write_heal, heal_report(session, outcome)));
}

} // namespace aurora::cli
