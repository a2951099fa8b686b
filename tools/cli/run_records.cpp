#include "run_records.hpp"

#include <algorithm>
#include <set>

#include "aurora/triage/cluster.hpp"
#include "memory.hpp"
#include "triage_facts.hpp"

namespace aurora::cli {
namespace {

/// Signatures of what is red and no flake.
std::vector<std::string> red_signatures(const heal::Snapshot& snapshot) {
  std::set<std::string> signatures;
  for (const auto& event : snapshot.events)
    if (!event.flaky)
      signatures.insert(event.signature);
  return {signatures.begin(), signatures.end()};
}

history::RunRecord begin_record(Session& session, const heal::Snapshot& before, const heal::Snapshot& after) {
  const auto& settings = session.settings;
  history::RunRecord run;
  run.project = project_name(settings);
  run.started = before.started;
  run.ended = sys::to_rfc3339(session.clock.now());
  run.commit = session.git().commit;
  run.branch = session.git().branch;
  run.verdict = heal::is_green(after) ? "green" : "red";
  run.scope = settings.labels.empty() && settings.exclude_labels.empty() ? history::Scope::all_tests
                                                                         : history::Scope::some_tests;
  run.built = before.built;
  run.measured = session.benchmarks_measured;
  run.counts = model::count(after.run);
  run.counts.flaky = static_cast<int>(std::ranges::count_if(after.events, &model::Event::flaky));
  run.events = before.events;
  run.signatures_left = red_signatures(after);
  run.calls = session.calls;
  return run;
}

history::ClusterRecord begin_cluster_record(const model::Cluster& cluster) {
  history::ClusterRecord record;
  record.signature = cluster.signature;
  record.category = model::to_string(cluster.category);
  record.title = cluster.title;
  record.risk = cluster.risk;
  record.events = static_cast<int>(cluster.events.size());
  record.flaky = cluster.flaky;
  record.ending = cluster.flaky ? "flaky" : "seen";
  return record;
}

/// The diff only of what was accepted: there can be dozens of others.
history::AttemptRecord attempt_record(const heal::ClusterOutcome& outcome, std::size_t index) {
  const auto& patch = outcome.attempts[index].patch;
  const auto& verdict = outcome.attempts[index].verdict;
  history::AttemptRecord record;
  record.provider = patch.provider;
  record.rule = patch.rule;
  record.title = patch.title;
  record.stage = model::to_string(verdict.stage);
  record.reason = verdict.reason;
  record.evidence = verdict.evidence;
  record.seconds = verdict.seconds;
  record.kept = static_cast<int>(index) == outcome.kept;
  if (!record.kept)
    return record;
  record.diff = model::to_diff(patch);
  for (const auto& change : patch.changes)
    record.files.push_back(change.path);
  record.commit = outcome.commit;
  return record;
}

history::ClusterRecord cluster_record(const heal::ClusterOutcome& outcome) {
  auto record = begin_cluster_record(outcome.cluster);
  record.ending = heal::to_string(outcome.ending);
  record.reason = outcome.reason;
  record.seconds = outcome.seconds;
  record.iteration = outcome.iteration;
  for (const auto& ask : outcome.asks)
    record.asks.push_back({ask.provider, ask.seconds, ask.candidates, ask.problem});
  for (std::size_t i = 0; i < outcome.attempts.size(); ++i)
    record.attempts.push_back(attempt_record(outcome, i));
  return record;
}

} // namespace

history::RunRecord record_of(Session& session, const heal::Snapshot& tests) {
  auto run = begin_record(session, tests, tests);
  run.command = "test-heal";
  run.seconds = tests.build_seconds + tests.test_seconds;
  if (session.coverage)
    run.coverage_percent = session.coverage->percent;
  for (const auto& cluster : triage::split(causes_of(session, tests.events)))
    run.clusters.push_back(begin_cluster_record(cluster));
  return run;
}

history::RunRecord record_of(Session& session, const heal::Outcome& healing) {
  auto run = begin_record(session, healing.before, healing.after);
  run.command = "heal";
  run.seconds = healing.seconds;
  run.mode = settings::to_string(session.settings.mode);
  run.stopped_because = healing.stopped_because;
  for (const auto& outcome : healing.clusters)
    run.clusters.push_back(cluster_record(outcome));
  return run;
}

} // namespace aurora::cli
