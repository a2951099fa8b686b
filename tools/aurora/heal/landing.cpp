#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "aurora/heal/compare.hpp"
#include "aurora/heal/compose.hpp"
#include "aurora/heal/loop.hpp"
#include "aurora/heal/shadow_view.hpp"
#include "aurora/heal/words.hpp"

namespace aurora::heal {

const model::Patch& Loop::kept_patch(std::size_t index) const {
  const auto& outcome = m_outcome.clusters[index];
  return outcome.attempts[static_cast<std::size_t>(outcome.kept)].patch;
}

model::Verdict& Loop::kept_verdict(std::size_t index) {
  auto& outcome = m_outcome.clusters[index];
  return outcome.attempts[static_cast<std::size_t>(outcome.kept)].verdict;
}

base::Result<void> Loop::accept(ClusterOutcome& outcome, Trial trial) {
  note_healed_along(outcome, trial.snapshot);
  mark_flaky(trial.snapshot);
  m_state = std::move(trial.snapshot);
  ++m_state_number;
  outcome.ending = Ending::held;
  outcome.seconds = seconds_of_cause();
  m_outcome.clusters.push_back(outcome);
  m_pending.push_back(m_outcome.clusters.size() - 1);
  if (!trial.complete) {
    m_outcome.clusters.back().reason = trial.attempt.verdict.reason;
    return {}; // waits for the patch that heals what it revealed
  }
  return land_all();
}

/// One fault can show as many causes: those that are green with the patch are not asked about again.
void Loop::note_healed_along(ClusterOutcome& outcome, const Snapshot& now) {
  std::set<std::string> red;
  for (const auto& event : now.events)
    red.insert(event.test_id);
  std::vector<std::string> titles;
  for (const auto& cluster : open_clusters()) {
    const bool gone = std::ranges::none_of(
        cluster.events, [&](const model::Event& event) { return red.contains(event.test_id); });
    if (gone && cluster.signature != outcome.cluster.signature)
      titles.push_back(cluster.title);
  }
  if (titles.empty())
    return;
  const auto count = titles.size();
  std::ranges::sort(titles);
  titles.erase(std::ranges::unique(titles).begin(), titles.end()); // one text can be many causes
  const auto text = fmt::format("{} more cause{} green with it: {}", count, count == 1 ? " is" : "s are",
                                list_some(titles));
  m_ports.say("also     " + text);
  outcome.attempts[static_cast<std::size_t>(outcome.kept)].verdict.evidence.push_back(text);
}

base::Result<void> Loop::land_all() {
  if (auto lean = drop_superfluous(); !lean)
    return lean;
  if (m_options.mode != settings::Mode::propose)
    return land(std::exchange(m_pending, {}));
  for (const auto index : m_pending) { // they stay: later candidates are tried on top of them
    auto& outcome = m_outcome.clusters[index];
    if (outcome.ending == Ending::proposed)
      continue;
    outcome.ending = Ending::proposed;
    outcome.reason = "left as a patch file";
    m_ports.say(fmt::format("proposed {}", kept_patch(index).title));
  }
  return {};
}

/// Of patches that waited for each other some may have become needless: everything stays green without them.
base::Result<void> Loop::drop_superfluous() {
  for (const auto index : std::vector(m_pending)) {
    const bool last = index == m_pending.back(); // without it its own cause is red
    if (last || m_outcome.clusters[index].ending != Ending::held || stopped())
      continue;
    auto rest = take_without(index);
    if (!rest)
      return base::forward(rest);
    if (!*rest)
      continue;
    mark_flaky(**rest);
    m_state = std::move(**rest);
    std::erase(m_pending, index);
    auto& outcome = m_outcome.clusters[index];
    m_ports.say(fmt::format("drop     {} — everything stays green without it", kept_patch(index).title));
    kept_verdict(index).stage = model::Stage::plausible;
    kept_verdict(index).reason = "not needed: everything stays green without it";
    outcome.ending = Ending::unsolved;
    outcome.reason = kept_verdict(index).reason;
    outcome.kept = -1;
  }
  return {};
}

/// The state of the shadow with all waiting patches but one; nothing when that is not as good.
base::Result<std::optional<Snapshot>> Loop::take_without(std::size_t left_out) {
  if (auto reset = m_shadow->reset(); !reset)
    return base::forward(reset);
  for (const auto index : m_pending) {
    if (index == left_out)
      continue;
    if (auto applied = m_shadow->apply(kept_patch(index)); !applied) {
      if (applied.error().code != base::ErrorCode::conflict)
        return base::forward(applied);
      return std::nullopt; // made on top of the one that is left out
    }
  }
  auto built = m_ports.bench.take(place_of(*m_shadow), {{}, false, true});
  if (!built)
    return base::forward(built);
  if (!build_signatures(*built).empty())
    return std::nullopt;
  auto all = m_ports.bench.take(place_of(*m_shadow), {{}, true, false});
  if (!all)
    return base::forward(all);
  const auto result = compare(m_state, *all, {});
  const bool as_good = result.harmless() && result.revealed.empty();
  return as_good ? std::optional(with_build(std::move(*all), *built)) : std::nullopt;
}

/// All waiting patches go into the user's tree as one: a process that dies on the way leaves all or none.
base::Result<void> Loop::land(const std::vector<std::size_t>& group) {
  std::vector<model::Patch> patches;
  for (const auto index : group)
    patches.push_back(kept_patch(index));
  const auto whole = compose(patches);
  const auto journal = m_ports.workspace.apply(whole);
  if (journal) {
    m_ports.say("apply    " + whole.title);
    return check_landed({group, whole, *journal});
  }
  if (journal.error().code != base::ErrorCode::conflict)
    return base::forward(journal);
  const auto reason = base::to_string(journal.error()) + "; the patch file is left";
  for (const auto index : group)
    m_outcome.clusters[index].reason = reason;
  m_ports.say("held     " + reason);
  m_state = m_outcome.after;
  return {};
}

/// Why a group may not stay, or nothing. What could not run before may only be red where it is red in the
/// shadow too: that is known and still to be healed.
std::string Loop::objection_to(const Landing& landing, const Snapshot& after) const {
  std::set<std::string> known;
  for (const auto& event : m_state.events)
    known.insert(event.test_id);
  for (const auto index : landing.group) {
    auto result = compare(m_outcome.after, after, m_outcome.clusters[index].cluster);
    std::erase_if(result.revealed, [&](const auto& id) { return known.contains(id); });
    std::ranges::move(result.revealed, std::back_inserter(result.broken));
    if (!result.fixed())
      return "red in your tree: " + list_some(result.still_failing);
    if (!result.harmless())
      return "red in your tree: " + list_some(result.broken.empty() ? result.vanished : result.broken);
  }
  return {};
}

/// Builds and tests the user's own tree: only what is green there is kept.
base::Result<void> Loop::check_landed(const Landing& landing) {
  auto after = m_ports.bench.take(m_ports.user, {});
  if (!after || stopped())
    return undo(landing, after ? "interrupted" : base::to_string(after.error()));
  for (const auto index : landing.group)
    if (auto excused =
            excuse(m_ports.user, compare(m_outcome.after, *after, m_outcome.clusters[index].cluster), *after);
        !excused)
      return undo(landing, base::to_string(excused.error()));
  if (const auto objection = objection_to(landing, *after); !objection.empty())
    return undo(landing, objection);
  if (auto kept = m_ports.workspace.keep(landing.journal); !kept)
    return undo(landing, base::to_string(kept.error()));
  const auto evidence = pass_count(*after, "your tree");
  for (const auto index : landing.group) {
    kept_verdict(index).stage = model::Stage::landed;
    kept_verdict(index).evidence.push_back(evidence);
    m_outcome.clusters[index].ending = Ending::landed;
    m_outcome.clusters[index].reason = evidence;
  }
  mark_flaky(*after);
  m_outcome.after = *after;
  m_state = std::move(*after);
  m_ports.say("landed   " + evidence);
  if (m_options.mode == settings::Mode::commit)
    commit(landing);
  return {};
}

void Loop::commit(const Landing& landing) {
  const auto id = m_ports.commit(landing.patch, m_outcome.clusters[landing.group.back()]);
  for (const auto index : landing.group)
    m_outcome.clusters[index].commit = id ? *id : "";
  m_ports.say(id ? "commit   " + *id : "note     not committed: " + base::to_string(id.error()));
}

base::Result<void> Loop::undo(const Landing& landing, const std::string& why) {
  const auto report = m_ports.workspace.roll_back(landing.journal);
  m_outcome.restore_failed = !report || !report->complete();
  for (const auto index : landing.group) {
    auto& outcome = m_outcome.clusters[index];
    outcome.ending = Ending::rolled_back;
    outcome.reason = why;
    reject(outcome.attempts[static_cast<std::size_t>(outcome.kept)], model::Stage::rolled_back, why);
  }
  m_ports.say("restored " + why);
  if (!report)
    return base::forward(report);
  m_state = m_outcome.after;
  if (stopped())
    return {};
  auto rebuilt = m_ports.bench.take(m_ports.user, {{}, false, true});
  return rebuilt ? base::Result<void>{} : base::Result<void>(base::forward(rebuilt));
}

/// What was flaky in the beginning is no cause to be healed when it is red again.
void Loop::mark_flaky(Snapshot& snapshot) const {
  for (auto& event : snapshot.events) {
    event.flaky = event.flaky || m_flaky.contains(event.test_id);
    if (event.flaky && event.outcome != "quarantined")
      event.outcome = "flaky";
  }
}

/// A cause that no patch was found for and that is gone with the patch for another was a consequence.
void Loop::forget_consequences() {
  if (stopped() || !m_pending.empty())
    return;
  std::set<std::string> left;
  for (const auto& event : m_outcome.after.events)
    left.insert(event.signature);
  std::erase_if(m_outcome.clusters, [&](const ClusterOutcome& outcome) {
    const bool gone = outcome.ending == Ending::unsolved && !left.contains(outcome.cluster.signature);
    if (gone)
      m_ports.say(fmt::format("gone     {} — it went with another fix", outcome.cluster.title));
    return gone;
  });
}

} // namespace aurora::heal
