#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "aurora/heal/compare.hpp"
#include "aurora/heal/compose.hpp"
#include "aurora/heal/loop.hpp"
#include "aurora/heal/shadow_view.hpp"
#include "aurora/heal/words.hpp"

namespace aurora::heal {
namespace {

constexpr std::uint64_t k_largest_text = 16U << 20;

} // namespace

/// Of the tests that the patch says it leaves red, those that are: flaky ones tell nothing.
std::vector<std::string> Loop::left_red(const Trial& trial) const {
  std::vector<std::string> left;
  for (const auto& name : trial.attempt.patch.leaves_red) {
    const bool red = std::ranges::any_of(trial.snapshot.events, [&](const model::Event& event) {
      return names_test(name, event.test_id) && !event.flaky && !m_flaky.contains(event.test_id);
    });
    if (red)
      left.push_back(name);
  }
  return left;
}

/// Nothing lands, and nothing that comes later is tried on top of it.
void Loop::doubt(ClusterOutcome outcome) {
  const auto& attempt = outcome.attempts[static_cast<std::size_t>(outcome.kept)];
  outcome.ending = Ending::proposed;
  outcome.reason = "left as a patch file: " + attempt.verdict.reason;
  m_ports.say(fmt::format("proposed {} — {}", attempt.patch.title, outcome.reason));
  m_outcome.clusters.push_back(std::move(outcome));
  m_doubtful.push_back(m_outcome.clusters.size() - 1);
  if (m_doubtful.size() == 1)
    m_tried_together = {m_doubtful, m_state_number}; // alone it was tried just now
}

/// Those whose own tests are green by now went with another patch.
void Loop::forget_healed_doubts() {
  std::set<std::string> red;
  for (const auto& event : m_state.events)
    red.insert(event.test_id);
  std::erase_if(m_doubtful, [&](std::size_t index) {
    auto& outcome = m_outcome.clusters[index];
    const bool healed = std::ranges::none_of(
        outcome.cluster.events, [&](const model::Event& event) { return red.contains(event.test_id); });
    if (!healed)
      return false;
    m_ports.say(fmt::format("drop     {} — its tests are green without it", kept_patch(index).title));
    kept_verdict(index).reason = "not needed: its tests are green without it";
    outcome.reason = kept_verdict(index).reason;
    outcome.ending = Ending::unsolved;
    outcome.kept = -1;
    return true;
  });
}

/// The doubtful patches one on top of the other and of what was accepted; nothing where they touch.
std::optional<std::vector<model::Patch>> Loop::doubtful_together() {
  PatchedFiles files(m_ports.files, m_ports.user.source_dir);
  for (const auto index : m_pending)
    files.lay_over(kept_patch(index));
  std::vector<model::Patch> patches;
  std::map<std::string, std::string> texts;
  for (const auto index : m_doubtful) {
    patches.push_back(kept_patch(index));
    for (const auto& change : patches.back().changes)
      if (auto text = files.read(m_ports.user.source_dir + "/" + change.path, k_largest_text))
        texts[change.path] = std::move(*text);
  }
  return stack(std::move(patches), std::move(texts));
}

/// Several faults that the same tests run are healed together or not at all.
base::Result<bool> Loop::try_doubtful() {
  forget_healed_doubts();
  if (m_doubtful.empty() || stopped())
    return false;
  const std::pair now(m_doubtful, m_state_number);
  if (std::exchange(m_tried_together, now) == now)
    return false;
  const auto patches = doubtful_together();
  if (!patches)
    return false;
  model::Cluster causes;
  for (const auto index : m_doubtful) {
    const auto& events = m_outcome.clusters[index].cluster.events;
    causes.events.insert(causes.events.end(), events.begin(), events.end());
  }
  auto whole = compose(*patches);
  for (const auto& patch : *patches)
    whole.leaves_red.insert(whole.leaves_red.end(), patch.leaves_red.begin(), patch.leaves_red.end());
  auto trial = try_one(whole, causes);
  if (!trial)
    return base::forward(trial);
  m_ports.say(fmt::format("together {} — {}", whole.title, trial->attempt.verdict.reason));
  if (!trial->accepted || !trial->complete || trial->doubtful)
    return false;
  for (std::size_t i = 0; i < patches->size(); ++i) {
    auto& outcome = m_outcome.clusters[m_doubtful[i]];
    outcome.attempts[static_cast<std::size_t>(outcome.kept)].patch = (*patches)[i];
    outcome.ending = Ending::held;
  }
  mark_flaky(trial->snapshot);
  m_state = std::move(trial->snapshot);
  ++m_state_number;
  m_pending.insert(m_pending.end(), m_doubtful.begin(), m_doubtful.end());
  m_doubtful.clear();
  auto landed = land_all();
  return landed ? base::Result<bool>(true) : base::forward(landed);
}

} // namespace aurora::heal
