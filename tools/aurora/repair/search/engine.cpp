#include "aurora/repair/search/engine.hpp"

#include <algorithm>
#include <set>
#include <thread>

#include "aurora/base/sort.hpp"

namespace aurora::repair::search {

namespace {

constexpr double k_known_suspicion_weight = 1.5;
constexpr double k_changed_bonus = 1.5;
constexpr double k_closer_bonus = 2.5;
constexpr double k_repairing_bonus = 4.0;
constexpr double k_hung_malus = 3.0;
constexpr int k_most_asked_again = 20; ///< where that was never of use
constexpr auto k_report_every = std::chrono::milliseconds(500);

/// What a single trial says about its candidate as half of a pair.
double pair_cost(const Candidate& candidate, const Trial& trial) {
  double cost = candidate.cost;
  if (trial.changed)
    cost -= k_changed_bonus;
  if (trial.closer)
    cost -= k_closer_bonus;
  if (trial.hung)
    cost += k_hung_malus;
  if (trial.failing_passed > 0)
    cost -= k_repairing_bonus;
  return cost;
}

bool overlap(const Candidate& one, const Candidate& other) {
  return one.file == other.file && one.begin < other.end && other.begin < one.end;
}

} // namespace

Engine::Engine(const CandidateSet& set, Oracle& oracle, const Spectrum& spectrum,
               std::vector<std::unique_ptr<Executor>>& executors, EngineOptions options)
    : m_set(set), m_oracle(oracle), m_spectrum(spectrum), m_executors(executors),
      m_options(std::move(options)), m_start(std::chrono::steady_clock::now()), m_last_report(m_start) {
  for (std::size_t i = 0; i < oracle.plans().size(); ++i)
    (oracle.plans()[i].bystander ? m_bystanders
     : oracle.plans()[i].passes  ? m_passing
                                 : m_failing)
        .push_back(i);
  // The cheapest first; ctest itself is asked last.
  const auto cost = [&](std::size_t test) {
    const auto& plan = oracle.plans()[test];
    return std::pair(!plan.inner || !plan.whole_test, plan.baseline.seconds);
  };
  base::stable_sort_by(m_failing, cost);
  base::stable_sort_by(m_passing, cost);
}

bool Engine::out_of_time() const {
  return std::chrono::steady_clock::now() >= m_options.deadline || m_tried >= m_options.max_trials ||
         (m_options.interrupted && m_options.interrupted());
}

std::vector<std::size_t> Engine::order_singles() const {
  std::vector<std::pair<double, std::size_t>> keyed;
  for (std::size_t i = 0; i < m_set.candidates.size(); ++i) {
    const auto& candidate = m_set.candidates[i];
    if (candidate.rebuild || candidate.probe || !m_spectrum.reached_by_all_failing(i))
      continue;
    const double known = m_options.suspicion.empty() ? 0 : m_options.suspicion.at(candidate.site);
    keyed.emplace_back(candidate.cost - k_suspicion_weight * m_spectrum.score(Formula::ochiai, i) -
                           k_known_suspicion_weight * known,
                       i);
  }
  base::stable_sort_by(keyed, &std::pair<double, std::size_t>::first);
  std::vector<std::size_t> order;
  for (const auto& [cost, index] : keyed)
    order.push_back(index);
  return order;
}

std::vector<Trial> Engine::try_singles() {
  std::vector<Pair> work;
  for (const auto index : order_singles())
    work.push_back({index, Trial::npos});
  return run_all(work);
}

std::vector<Trial> Engine::try_again(const std::vector<Trial>& trials) {
  std::vector<Pair> work;
  for (const auto& trial : trials)
    work.push_back({trial.first, trial.second});
  return run_all(work);
}

std::vector<Trial> Engine::retry_hung(const std::vector<Trial>& trials) {
  std::vector<Pair> work;
  for (const auto& trial : trials)
    if (trial.hung)
      work.push_back({trial.first, trial.second});
  m_patience = Patience::much;
  auto result = run_all(work);
  m_patience = Patience::little;
  return result;
}

std::vector<Engine::Pair> Engine::order_pairs(const std::vector<Trial>& singles) const {
  std::vector<std::pair<double, std::size_t>> halves;
  for (const auto& trial : singles)
    halves.emplace_back(pair_cost(m_set.candidates[trial.first], trial), trial.first);
  base::stable_sort_by(halves, &std::pair<double, std::size_t>::first);
  halves.resize(std::min(halves.size(), m_options.max_pair_partners));
  std::vector<std::pair<double, Pair>> keyed;
  for (std::size_t i = 0; i < halves.size(); ++i)
    for (std::size_t j = i + 1; j < halves.size(); ++j) {
      const auto& one = m_set.candidates[halves[i].second];
      const auto& other = m_set.candidates[halves[j].second];
      if (one.site != other.site && !overlap(one, other))
        keyed.push_back({halves[i].first + halves[j].first, {halves[i].second, halves[j].second}});
    }
  base::stable_sort_by(keyed, &std::pair<double, Pair>::first);
  std::vector<Pair> order;
  order.reserve(keyed.size());
  for (const auto& [cost, pair] : keyed)
    order.push_back(pair);
  return order;
}

std::vector<Trial> Engine::try_pairs(const std::vector<Trial>& singles) {
  return run_all(order_pairs(singles));
}

std::vector<Engine::Pair> Engine::order_complements(const std::vector<std::size_t>& plausible) const {
  std::vector<std::pair<double, Pair>> keyed;
  for (std::size_t i = 0; i < m_set.candidates.size(); ++i) {
    const auto& candidate = m_set.candidates[i];
    const bool reached =
        std::ranges::any_of(m_bystanders, [&](std::size_t test) { return m_spectrum.reaches(test, i); });
    if (candidate.rebuild || candidate.probe || !reached)
      continue;
    for (const auto base : plausible)
      if (m_set.candidates[base].site != candidate.site && !overlap(m_set.candidates[base], candidate))
        keyed.push_back({m_set.candidates[base].cost + candidate.cost, {base, i}});
  }
  base::stable_sort_by(keyed, &std::pair<double, Pair>::first);
  std::vector<Pair> order;
  for (const auto& [cost, pair] : keyed)
    order.push_back(pair);
  return order;
}

std::vector<Trial> Engine::try_complements(const std::vector<std::size_t>& plausible) {
  if (m_bystanders.empty())
    return {};
  m_completing = true;
  auto result = run_all(order_complements(plausible));
  m_completing = false;
  return result;
}

std::vector<Trial> Engine::run_all(const std::vector<Pair>& work) {
  if (work.empty())
    return {};
  m_next = 0;
  m_total = m_tried + work.size();
  std::vector<std::vector<Trial>> found(m_executors.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < m_executors.size(); ++i)
    threads.emplace_back([&, i] { work_off(*m_executors[i], work, found[i]); });
  for (auto& thread : threads)
    thread.join();
  std::vector<Trial> all;
  for (auto& part : found)
    all.insert(all.end(), part.begin(), part.end());
  report();
  return all;
}

void Engine::work_off(Executor& executor, const std::vector<Pair>& work, std::vector<Trial>& trials) {
  auto passing = m_passing;
  while (!out_of_time()) {
    const auto index = m_next++;
    if (index >= work.size())
      return;
    trials.push_back(try_fairly(executor, work[index], passing));
    ++m_tried;
    if (trials.back().plausible)
      ++m_plausible;
    const std::unique_lock lock(m_report_mutex, std::try_to_lock);
    if (lock && std::chrono::steady_clock::now() - m_last_report > k_report_every)
      report();
  }
}

/// A green test that breaks counts only where it is the candidate that breaks it.
Trial Engine::try_fairly(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing) {
  for (;;) {
    std::shared_lock running(m_running);
    auto trial = m_completing ? complete(executor, pair, passing) : try_one(executor, pair, passing);
    running.unlock();
    if (trial.broken == Trial::npos || !is_unreliable(executor, pair, trial.broken))
      return trial;
  }
}

/// Tests that use one folder, a port or the clock fail now and then while others run. Asked again while
/// nothing else runs: it has to pass as the code was, and still fail with the candidate.
bool Engine::is_unreliable(Executor& executor, const Pair& pair, std::size_t test) {
  const std::unique_lock alone(m_running);
  if (m_unreliable.contains(test))
    return true; // found out meanwhile
  if (m_asked_again++ >= k_most_asked_again && m_unreliable.empty())
    return false;
  const auto passes = [&](Selection selection) {
    const auto judgement = m_oracle.judge(executor, test, selection, m_patience);
    return judgement && judgement->verdict == Verdict::pass;
  };
  const bool unreliable = !passes({}) || passes(selection_of(pair));
  if (unreliable)
    m_unreliable.insert(test);
  return unreliable;
}

Trial Engine::try_one(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing) {
  Trial trial;
  trial.first = pair.first;
  trial.second = pair.second;
  if (fails_still(executor, pair, trial))
    return trial;
  trial.plausible = !breaks_others(executor, pair, trial, passing) && confirms(executor, pair, trial);
  trial.unconfirmed.clear();
  if (trial.plausible)
    ask_bystanders(executor, pair, trial);
  trial.heals_all = !m_bystanders.empty() && trial.also_healed == static_cast<int>(m_bystanders.size());
  return trial;
}

/// What looks plausible has to be so in runs of its own from the beginning.
bool Engine::confirms(Executor& executor, const Pair& pair, const Trial& trial) {
  executor.start_from(StartPoint::before_main);
  const bool confirmed = std::ranges::all_of(trial.unconfirmed, [&](std::size_t test) {
    const auto judgement = m_oracle.judge(executor, test, selection_of(pair), m_patience);
    return judgement && judgement->verdict == Verdict::pass;
  });
  executor.start_from(StartPoint::anywhere);
  return confirmed;
}

/// The bystanders first: the other tests mostly stay as they were.
Trial Engine::complete(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing) {
  Trial trial;
  trial.first = pair.first;
  trial.second = pair.second;
  for (const auto test : m_bystanders) {
    const auto judgement = m_oracle.judge(executor, test, selection_of(pair), m_patience);
    if (!judgement || judgement->verdict == Verdict::fail)
      return trial;
  }
  return try_one(executor, pair, passing);
}

bool Engine::fails_still(Executor& executor, const Pair& pair, Trial& trial) {
  for (const auto test : m_failing) {
    const auto judgement = m_oracle.judge(executor, test, selection_of(pair), m_patience);
    if (!judgement)
      return true;
    trial.changed = trial.changed || judgement->changed;
    trial.closer = trial.closer || judgement->closer;
    trial.hung = hung(judgement->observation);
    trial.output = judgement->observation.output;
    if (judgement->verdict == Verdict::fail)
      return true;
    if (judgement->observation.from_snapshot)
      trial.unconfirmed.push_back(test);
    ++trial.failing_passed;
  }
  return m_failing.empty();
}

bool Engine::breaks_others(Executor& executor, const Pair& pair, Trial& trial,
                           std::vector<std::size_t>& passing) {
  for (std::size_t i = 0; i < passing.size(); ++i) {
    if (!reaches(passing[i], pair) || m_unreliable.contains(passing[i]))
      continue;
    const auto judgement = m_oracle.judge(executor, passing[i], selection_of(pair), m_patience);
    if (judgement && judgement->verdict == Verdict::pass) {
      if (judgement->observation.from_snapshot)
        trial.unconfirmed.push_back(passing[i]);
      continue;
    }
    trial.broken = passing[i];
    // What broke this candidate is likely to break the next.
    std::rotate(passing.begin(), passing.begin() + static_cast<std::ptrdiff_t>(i),
                passing.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return true;
  }
  return false;
}

void Engine::ask_bystanders(Executor& executor, const Pair& pair, Trial& trial) {
  for (const auto test : m_bystanders) {
    if (!reaches(test, pair))
      continue;
    const auto judgement = m_oracle.judge(executor, test, selection_of(pair), m_patience);
    if (judgement && judgement->verdict == Verdict::pass)
      ++trial.also_healed;
    else
      trial.left_red.push_back(test);
  }
}

bool Engine::reaches(std::size_t test, const Pair& pair) const {
  return m_spectrum.reaches(test, pair.first) ||
         (pair.second != Trial::npos && m_spectrum.reaches(test, pair.second));
}

Selection Engine::selection_of(const Pair& pair) const {
  Selection selection{m_set.candidates[pair.first].id, 0};
  if (pair.second != Trial::npos)
    selection.second = m_set.candidates[pair.second].id;
  return selection;
}

void Engine::report() {
  m_last_report = std::chrono::steady_clock::now();
  if (!m_options.progress)
    return;
  Progress progress;
  std::set<std::size_t> sites;
  for (std::size_t i = 0; i < m_set.candidates.size(); ++i)
    if (m_spectrum.reached_by_all_failing(i))
      sites.insert(m_set.candidates[i].site);
  const double seconds = std::chrono::duration<double>(m_last_report - m_start).count();
  progress.suspects = sites.size();
  progress.tried = m_tried;
  progress.total = m_total;
  progress.per_second = seconds > 0 ? static_cast<double>(m_tried) / seconds : 0;
  progress.plausible = m_plausible;
  progress.seconds_left =
      std::max(0.0, std::chrono::duration<double>(m_options.deadline - m_last_report).count());
  m_options.progress(progress);
}

} // namespace aurora::repair::search
