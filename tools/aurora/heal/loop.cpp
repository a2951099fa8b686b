#include "aurora/heal/loop.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/heal/compare.hpp"
#include "aurora/heal/flaky.hpp"
#include "aurora/heal/shadow_view.hpp"
#include "aurora/heal/words.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::heal {
namespace {

/// A broken header can make thousands; each costs builds and tests.
constexpr std::size_t k_most_causes = 40;
/// Seconds within which a whole suite runs about as quickly as a part of it: ctest's own start is most of it.
constexpr double k_short_suite = 1.5;
/// Seconds for building and testing further patches of a search; the rest are shown as it left them.
constexpr double k_slow_trial = 15;
/// Causes whose first suspect is in one file that are worked on for long and in vain; then it is said, and no
/// more.
constexpr int k_most_in_vain = 3;
constexpr double k_long = 20; ///< seconds

std::string first_error(const Snapshot& snapshot) {
  for (const auto& event : snapshot.events)
    if (is_build_failure(event))
      return fmt::format("{}:{}: {}", event.file, event.line, event.message);
  return "the build failed";
}

bool is_build_cluster(const model::Cluster& cluster) {
  return !cluster.events.empty() && is_build_failure(cluster.events.front());
}

std::string findings_text(const std::vector<model::Finding>& findings) {
  std::vector<std::string> texts;
  for (const auto& finding : findings)
    if (finding.severity == model::Severity::error)
      texts.push_back(finding.message);
  return base::join(texts, "; ");
}

std::vector<repair::Tried> tried_by(std::string_view provider, const std::vector<Attempt>& attempts) {
  std::vector<repair::Tried> tried;
  for (const auto& attempt : attempts)
    if (attempt.patch.provider == provider)
      tried.push_back({attempt.patch, std::string(model::to_string(attempt.verdict.stage)),
                       attempt.verdict.reason + (attempt.details.empty() ? "" : "\n" + attempt.details)});
  return tried;
}

/// The first messages of a red state, for those that try again.
std::string first_messages(const Snapshot& snapshot) {
  constexpr std::size_t k_most = 3;
  std::vector<std::string> texts;
  for (const auto& event : snapshot.events)
    if (texts.size() < k_most)
      texts.push_back(fmt::format("{}:{}: {}", event.file, event.line, event.message));
  return base::join(texts, "\n");
}

/// Another header than those of the best one may well build the whole project again.
bool is_slow(const model::Patch& patch, const model::Patch& best, double spent) {
  const bool elsewhere = std::ranges::any_of(patch.changes, [&](const model::FileChange& change) {
    return repair::is_header(change.path) &&
           std::ranges::find(best.changes, change.path, &model::FileChange::path) == best.changes.end();
  });
  return elsewhere || spent >= k_slow_trial;
}

} // namespace

std::string_view to_string(Ending ending) {
  switch (ending) {
  case Ending::landed:
    return "landed";
  case Ending::proposed:
    return "proposed";
  case Ending::held:
    return "held";
  case Ending::rolled_back:
    return "rolled_back";
  case Ending::unsolved:
    return "unsolved";
  case Ending::flaky:
    return "flaky";
  case Ending::interrupted:
    return "interrupted";
  }
  return "unsolved";
}

bool is_green(const Snapshot& snapshot) {
  return std::ranges::all_of(snapshot.events, [](const model::Event& event) { return event.flaky; });
}

Loop::Loop(Ports ports, LoopOptions options) : m_ports(std::move(ports)), m_options(std::move(options)) {}

bool Loop::stopped() const {
  return m_ports.interrupted && m_ports.interrupted();
}

base::Result<Outcome> Loop::run() {
  const auto begin = m_ports.clock.steady_now();
  if (auto started = start(); !started)
    return base::forward(started);
  while (m_outcome.iterations < m_options.max_iterations && !stopped() && !open_clusters().empty()) {
    ++m_outcome.iterations;
    const auto progress = iterate();
    if (!progress)
      return base::forward(progress);
    if (!*progress) {
      m_outcome.stopped_because = "the last iteration brought nothing";
      break;
    }
  }
  if (m_outcome.stopped_because.empty())
    m_outcome.stopped_because = stopped()                 ? "interrupted"
                                : open_clusters().empty() ? "nothing is left to heal"
                                                          : "all iterations are used up";
  finish();
  const std::chrono::duration<double> spent = m_ports.clock.steady_now() - begin;
  m_outcome.seconds = spent.count();
  return std::move(m_outcome);
}

/// Runs everything once in the user's tree and finds out what is flaky.
base::Result<void> Loop::start() {
  auto first = m_ports.bench.take(m_ports.user, {});
  if (!first)
    return base::forward(first);
  const auto flaky = prove_flaky(m_ports.bench, m_ports.user, m_options.reruns, *first);
  if (!flaky)
    return base::forward(flaky);
  for (const auto& event : first->events)
    if (event.flaky)
      m_flaky.insert(event.test_id);
  m_outcome.before = *first;
  m_outcome.after = *first;
  m_state = std::move(*first);
  for (auto& cluster : m_ports.cluster(m_state.events)) {
    if (!cluster.flaky)
      continue;
    ClusterOutcome outcome;
    outcome.ending = Ending::flaky;
    outcome.reason =
        fmt::format("it failed and passed on the same binary within {} runs: not a fault that a patch "
                    "could be checked against",
                    m_options.reruns + 1);
    m_ports.say(fmt::format("flaky    {}", cluster.title));
    outcome.cluster = std::move(cluster);
    m_outcome.clusters.push_back(std::move(outcome));
  }
  return {};
}

/// Whether the cause is a test's while the build is red: what ran then, if anything, are programs of an
/// earlier state.
bool Loop::waits_for_build(const model::Cluster& cluster) const {
  return !is_build_cluster(cluster) && !build_signatures(m_state).empty();
}

/// What is red and neither flaky nor given up.
std::vector<model::Cluster> Loop::remaining_clusters() {
  std::vector<model::Cluster> remaining;
  for (auto& cluster : m_ports.cluster(m_state.events)) {
    const bool wanted = m_options.only.empty() || m_options.only.contains(cluster.signature);
    if (wanted && !cluster.flaky && !m_given_up.contains(cluster.signature))
      remaining.push_back(std::move(cluster));
  }
  return remaining;
}

/// What can be worked on now.
std::vector<model::Cluster> Loop::open_clusters() {
  auto open = remaining_clusters();
  std::erase_if(open, [this](const model::Cluster& cluster) { return waits_for_build(cluster); });
  return open;
}

base::Result<bool> Loop::iterate() {
  bool progress = false;
  auto clusters = open_clusters();
  if (clusters.size() > k_most_causes) {
    m_ports.say(fmt::format("note     {} causes; only the first {} are worked on now", clusters.size(),
                            k_most_causes));
    clusters.resize(k_most_causes);
  }
  m_ports.say(fmt::format("iteration {} of at most {}: {} to heal", m_outcome.iterations,
                          m_options.max_iterations,
                          clusters.size() == 1 ? "1 cause" : fmt::format("{} causes", clusters.size())));
  for (const auto& cluster : clusters) {
    if (stopped())
      return progress;
    const auto still_open = open_clusters();
    if (std::ranges::find(still_open, cluster.signature, &model::Cluster::signature) == still_open.end())
      continue; // healed by the patch for another cluster
    const auto healed = heal(cluster);
    if (!healed)
      return healed;
    progress = progress || *healed;
  }
  const auto together = try_doubtful();
  return together ? base::Result<bool>(progress || *together) : together;
}

base::Result<bool> Loop::heal(const model::Cluster& cluster) {
  m_given_up.insert(cluster.signature); // taken back by nobody: each cause gets one go
  m_cause_begin = m_ports.clock.steady_now();
  if (!m_shadow) {
    auto shadow = m_ports.make_shadow(!m_state.built);
    if (!shadow)
      return base::forward(shadow);
    m_shadow = std::move(*shadow);
    m_outcome.shadow = m_shadow->description();
    m_outcome.shadow_kind = workspace::to_string(m_shadow->kind());
  }
  auto project = m_ports.load_project(place_of(*m_shadow));
  if (!project)
    return base::forward(project);
  m_project = std::move(*project);
  m_project.tests = m_state.registered;
  m_ports.say(fmt::format("cause    {} ({} failure{})", cluster.title, cluster.events.size(),
                          cluster.events.size() == 1 ? "" : "s"));
  ClusterOutcome outcome;
  outcome.cluster = cluster;
  outcome.iteration = m_outcome.iterations;
  bool located = false;
  for (auto& provider : providers_for(cluster)) {
    if (stopped())
      break;
    if (!located && provider->needs_suspects()) {
      find_suspects(cluster, outcome);
      located = true; // also when it found none
    }
    if (provider->needs_suspects() && is_in_vain(outcome))
      continue;
    const auto found = ask_in_rounds(*provider, cluster, outcome);
    if (!found)
      return found;
    if (*found)
      return true;
  }
  outcome.seconds = seconds_of_cause();
  if (!outcome.suspects.empty() && outcome.seconds >= k_long)
    ++m_in_vain[outcome.suspects.front().file];
  if (outcome.kept >= 0) {
    doubt(std::move(outcome));
    return false;
  }
  outcome.ending = stopped() ? Ending::interrupted : Ending::unsolved;
  if (outcome.reason.empty())
    outcome.reason = outcome.attempts.empty()
                         ? "no provider had a candidate"
                         : fmt::format("none of {} candidates was accepted", outcome.attempts.size());
  m_ports.say(fmt::format("refused  {}", outcome.reason));
  m_outcome.clusters.push_back(std::move(outcome));
  return false;
}

/// One fault that cannot be healed may show in dozens of causes.
bool Loop::is_in_vain(ClusterOutcome& outcome) {
  if (outcome.suspects.empty() || m_in_vain[outcome.suspects.front().file] < k_most_in_vain)
    return false;
  if (outcome.reason.empty())
    outcome.reason =
        fmt::format("{} causes whose first suspect is in {} were worked on in vain; this one alone: "
                    "--only {}",
                    k_most_in_vain, outcome.suspects.front().file, outcome.cluster.signature);
  return true;
}

/// A provider that learns from what became of its candidates is asked again; it ends that itself.
base::Result<bool> Loop::ask_in_rounds(repair::Provider& provider, const model::Cluster& cluster,
                                       ClusterOutcome& outcome) {
  auto found = ask(provider, cluster, outcome);
  while (found && !*found && !stopped() && provider.wants_another_round())
    found = ask(provider, cluster, outcome);
  return found;
}

std::vector<std::unique_ptr<repair::Provider>> Loop::providers_for(const model::Cluster& cluster) {
  auto providers = m_ports.make_providers(*m_shadow, m_project);
  if (m_ports.order)
    m_ports.order(cluster, providers);
  return providers;
}

void Loop::find_suspects(const model::Cluster& cluster, ClusterOutcome& outcome) {
  outcome.suspects = m_ports.locate(cluster, m_project);
  if (!outcome.suspects.empty())
    m_ports.say(fmt::format("suspect  {}:{} ({})", outcome.suspects.front().file,
                            outcome.suspects.front().line, outcome.suspects.front().reason));
}

double Loop::seconds_of_cause() const {
  return seconds_since(m_cause_begin);
}

double Loop::seconds_since(std::chrono::steady_clock::time_point begin) const {
  return std::chrono::duration<double>(m_ports.clock.steady_now() - begin).count();
}

/// A provider that is asked in several rounds is one that is asked for longer.
base::Result<std::vector<model::Patch>>
Loop::propose(repair::Provider& provider, const repair::Context& context, ClusterOutcome& outcome) {
  const auto begin = m_ports.clock.steady_now();
  auto patches = provider.propose(context);
  const std::chrono::duration<double> spent = m_ports.clock.steady_now() - begin;
  if (outcome.asks.empty() || outcome.asks.back().provider != provider.name())
    outcome.asks.push_back({std::string(provider.name()), 0, 0, ""});
  auto& ask = outcome.asks.back();
  ask.seconds += spent.count();
  ask.candidates += patches ? static_cast<int>(patches->size()) : 0;
  ask.problem = patches ? "" : base::to_string(patches.error());
  return patches;
}

base::Result<bool> Loop::ask(repair::Provider& provider, const model::Cluster& cluster,
                             ClusterOutcome& outcome) {
  if (auto reset = m_shadow->reset(); !reset)
    return base::forward(reset);
  PatchedFiles files(m_ports.files, m_ports.user.source_dir);
  for (const auto index : m_pending) {
    files.lay_over(kept_patch(index));
    if (auto applied = m_shadow->apply(kept_patch(index)); !applied)
      return base::forward(applied);
  }
  ShadowRunner processes(*m_shadow);
  const repair::Context context{cluster,
                                m_project,
                                outcome.suspects,
                                files,
                                processes,
                                m_options.allow_test_edits,
                                tried_by(provider.name(), outcome.attempts)};
  const auto patches = propose(provider, context, outcome);
  const auto notes = patches ? provider.notes() : std::vector<std::string>{base::to_string(patches.error())};
  for (const auto& note : notes) {
    outcome.provider_notes.push_back(fmt::format("{}: {}", provider.name(), note));
    m_ports.say("note     " + outcome.provider_notes.back());
  }
  if (!patches)
    return false;
  if (!patches->empty())
    m_ports.say(fmt::format("try      {} candidate{} from {}", patches->size(),
                            patches->size() == 1 ? "" : "s", provider.name()));
  return try_all(*patches, cluster, outcome);
}

/// What heals more is nearer to the cause: one fault may show in the tests of many clusters.
bool Loop::is_better(const Trial& one, const Trial& other) {
  if (one.doubtful != other.doubtful)
    return other.doubtful;
  if (one.complete != other.complete)
    return one.complete;
  return one.snapshot.events.size() < other.snapshot.events.size();
}

/// Tries candidates until one is accepted; goes on for a few more so that alternatives can be shown.
base::Result<bool> Loop::try_all(const std::vector<model::Patch>& patches, const model::Cluster& cluster,
                                 ClusterOutcome& outcome) {
  std::optional<Trial> best;
  auto found = m_ports.clock.steady_now();
  int tried = 0;
  for (const auto& patch : patches) {
    const bool again = std::ranges::any_of(
        outcome.attempts, [&](const Attempt& attempt) { return attempt.patch.changes == patch.changes; });
    if (again || stopped() || tried >= m_options.max_candidates)
      continue;
    const bool enough =
        best && !best->doubtful && (best->complete || best->settled) && patch.provider != "search";
    if (enough || static_cast<int>(outcome.alternatives.size()) + (best ? 1 : 0) >= m_options.max_plausible)
      break;
    if (best && best->doubtful && !patch.leaves_red.empty())
      continue;
    if (best && best->complete && !best->doubtful &&
        is_slow(patch, best->attempt.patch, seconds_since(found))) {
      show_untested(patch, outcome);
      continue;
    }
    ++tried;
    auto trial = try_one(patch, cluster);
    if (!trial)
      return base::forward(trial);
    m_ports.say(fmt::format("  {:<16} {} — {}", model::to_string(trial->attempt.verdict.stage), patch.title,
                            trial->attempt.verdict.reason));
    outcome.attempts.push_back(trial->attempt);
    if (!trial->accepted)
      continue;
    const int index = static_cast<int>(outcome.attempts.size()) - 1;
    const bool better = !best || is_better(*trial, *best);
    if (outcome.kept >= 0)
      outcome.alternatives.push_back(better ? outcome.kept : index);
    if (better) {
      outcome.kept = index;
      best = std::move(*trial);
      found = m_ports.clock.steady_now();
    }
  }
  if (!best || best->doubtful)
    return false; // another provider may do better
  if (auto accepted = accept(outcome, std::move(*best)); !accepted)
    return base::forward(accepted);
  return true;
}

void Loop::show_untested(const model::Patch& patch, ClusterOutcome& outcome) const {
  Attempt attempt;
  attempt.patch = patch;
  attempt.findings = m_ports.inspect(patch);
  if (gate::refused(attempt.findings) ||
      static_cast<int>(outcome.alternatives.size()) + 1 >= m_options.max_plausible)
    return;
  attempt.verdict.stage = model::Stage::plausible;
  attempt.verdict.reason = "passed in the search; not built and tested by itself, since another is kept";
  outcome.alternatives.push_back(static_cast<int>(outcome.attempts.size()));
  outcome.attempts.push_back(std::move(attempt));
}

base::Result<void> Loop::prepare(const model::Patch& patch) {
  if (auto reset = m_shadow->reset(); !reset)
    return reset;
  for (const auto index : m_pending) {
    if (auto applied = m_shadow->apply(kept_patch(index)); !applied)
      return applied;
  }
  return m_shadow->apply(patch);
}

base::Result<Loop::Trial> Loop::try_one(const model::Patch& patch, const model::Cluster& cluster) {
  const auto begin = m_ports.clock.steady_now();
  Trial trial;
  trial.attempt.patch = patch;
  trial.attempt.findings = m_ports.inspect(patch);
  if (gate::refused(trial.attempt.findings)) {
    const bool hand_made = patch.provider == "agent" || patch.provider == "model";
    const bool cheating = hand_made && gate::is_cheating(trial.attempt.findings);
    reject(trial.attempt, model::Stage::refused,
           (cheating ? "cheating: " : "") + findings_text(trial.attempt.findings));
    return trial;
  }
  if (auto prepared = prepare(patch); !prepared) {
    if (prepared.error().code != base::ErrorCode::conflict)
      return base::forward(prepared);
    reject(trial.attempt, model::Stage::refused, base::to_string(prepared.error()));
    return trial;
  }
  const auto judged = is_build_cluster(cluster) ? judge_build(cluster, trial) : judge_tests(cluster, trial);
  if (!judged)
    return base::forward(judged);
  const std::chrono::duration<double> spent = m_ports.clock.steady_now() - begin;
  trial.attempt.verdict.seconds = spent.count();
  return trial;
}

/// A build failure is healed when its message is gone, no other build failure is new, and no test turns red.
base::Result<void> Loop::judge_build(const model::Cluster& cluster, Trial& trial) {
  auto built = m_ports.bench.take(place_of(*m_shadow), {{}, false, true});
  if (!built)
    return base::forward(built);
  const auto before = build_signatures(m_state);
  const auto after = build_signatures(*built);
  if (after.contains(cluster.signature) || after.size() >= before.size()) {
    reject(trial.attempt, model::Stage::does_not_compile, first_error(*built));
    return {};
  }
  auto all = m_ports.bench.take(place_of(*m_shadow), {{}, true, false});
  if (!all)
    return base::forward(all);
  trial.snapshot = with_build(std::move(*all), *built);
  trial.settled = std::ranges::includes(before, after);
  judge_suite(cluster, trial);
  return {};
}

/// The cluster's own tests first, since most candidates end there; all at once where that is as quick.
base::Result<void> Loop::judge_tests(const model::Cluster& cluster, Trial& trial) {
  const bool at_once = m_state.test_seconds <= k_short_suite;
  auto first =
      m_ports.bench.take(place_of(*m_shadow),
                         {at_once ? std::vector<std::string>{} : ctest_names(cluster.events), false, false});
  if (!first)
    return base::forward(first);
  if (build_signatures(*first).size() > build_signatures(m_state).size()) {
    reject(trial.attempt, model::Stage::does_not_compile, first_error(*first));
    return {};
  }
  const auto own = compare(m_state, *first, cluster);
  if (!own.fixed()) {
    trial.attempt.details = first_messages(*first);
    reject(trial.attempt, model::Stage::fails, "still red: " + list_some(own.still_failing));
    return {};
  }
  if (!at_once) {
    first = m_ports.bench.take(place_of(*m_shadow), {{}, true, false});
    if (!first)
      return base::forward(first);
  }
  trial.snapshot = std::move(*first);
  if (auto excused = excuse(place_of(*m_shadow), compare(m_state, trial.snapshot, cluster), trial.snapshot);
      !excused)
    return excused;
  judge_suite(cluster, trial);
  if (trial.accepted)
    return repeat(cluster, trial);
  return {};
}

/// Tests that turn red now and then are no objection to a patch that does all else.
base::Result<void> Loop::excuse(const ctest::Place& place, const Comparison& result, Snapshot& snapshot) {
  if (result.broken.empty() || !result.fixed() || !result.vanished.empty())
    return {};
  const auto excused = excuse_flaky(m_ports.bench, place, m_options.reruns, result.broken, snapshot);
  if (!excused)
    return base::forward(excused);
  if (*excused)
    m_ports.say("flaky    turned red, and passes when it is run again: " + list_some(result.broken));
  return {};
}

void Loop::judge_suite(const model::Cluster& cluster, Trial& trial) {
  const auto all = compare(m_state, trial.snapshot, cluster);
  if (!all.fixed()) {
    reject(trial.attempt, model::Stage::fails, "still red: " + list_some(all.still_failing));
  } else if (!all.vanished.empty()) {
    reject(trial.attempt, model::Stage::breaks_others,
           "these tests passed and are gone or skipped now: " + list_some(all.vanished));
  } else if (!all.broken.empty()) {
    reject(trial.attempt, model::Stage::breaks_others, "turns red: " + list_some(all.broken));
  } else {
    trial.accepted = true;
    trial.complete = all.revealed.empty() && build_signatures(trial.snapshot).empty();
    trial.attempt.verdict.stage = model::Stage::plausible;
    trial.attempt.verdict.reason =
        trial.complete         ? pass_count(trial.snapshot, "the shadow")
        : all.revealed.empty() ? "other build errors remain"
                               : "tests that could not run before are red: " + list_some(all.revealed);
    trial.attempt.verdict.evidence.push_back(pass_count(trial.snapshot, "the shadow"));
    if (const auto left = left_red(trial); !left.empty()) {
      trial.doubtful = true;
      trial.attempt.verdict.reason = "red tests run what it changes and stay red: " + list_some(left);
    }
  }
}

/// A fix that passes only sometimes is none.
base::Result<void> Loop::repeat(const model::Cluster& cluster, Trial& trial) {
  if (m_options.reruns <= 0)
    return {};
  Selection selection{ctest_names(cluster.events), true, false};
  selection.until_fail = affordable_reruns(m_options.reruns, trial.snapshot.test_seconds);
  const auto again = m_ports.bench.take(place_of(*m_shadow), selection);
  if (!again)
    return base::forward(again);
  const auto result = compare(m_state, *again, cluster);
  if (!result.fixed()) {
    trial.accepted = false;
    reject(trial.attempt, model::Stage::fails,
           fmt::format("passes only sometimes (red within {} reruns): {}", selection.until_fail,
                       list_some(result.still_failing)));
    return {};
  }
  trial.attempt.verdict.stage = model::Stage::validated;
  trial.attempt.verdict.evidence.push_back(fmt::format(
      "{} rerun{} of the failing tests agree", selection.until_fail, selection.until_fail == 1 ? "" : "s"));
  return {};
}

/// What was accepted in the shadow but never landed goes back to being a proposal.
void Loop::finish() {
  for (const auto index : m_pending) {
    auto& outcome = m_outcome.clusters[index];
    if (outcome.ending == Ending::held)
      m_ports.say(fmt::format("held     {} — {}", outcome.cluster.title, outcome.reason));
  }
  forget_consequences();
  for (auto& cluster : remaining_clusters()) {
    if (waits_for_build(cluster) && cluster.events.front().error_class == "NotRun")
      continue; // the build's own causes say it all
    ClusterOutcome outcome;
    outcome.ending = stopped() ? Ending::interrupted : Ending::unsolved;
    outcome.reason = waits_for_build(cluster)
                         ? "the build is red, so what ran is an earlier state of the program"
                         : m_outcome.stopped_because;
    outcome.cluster = std::move(cluster);
    m_outcome.clusters.push_back(std::move(outcome));
  }
  m_shadow.reset();
}

} // namespace aurora::heal
