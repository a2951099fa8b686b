#include "aurora/mutation/trials.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace aurora::mutation {
namespace {

using repair::search::Executor;
using repair::search::Oracle;

constexpr auto k_report_every = std::chrono::milliseconds(500);

/// What is known of one mutant while it is tried.
struct Progress {
  std::size_t next = 0; ///< of its reaching tests
  bool broken = false;  ///< a run could not be judged: nothing is said of it
};

enum class Until { first_kill, end };

class Trials {
public:
  Trials(Subjects& subjects, Oracle& oracle, const std::vector<std::unique_ptr<Executor>>& executors,
         const TrialOptions& options)
      : m_subjects(subjects), m_oracle(oracle), m_executors(executors), m_options(options),
        m_progress(subjects.mutants.size()), m_reported(std::chrono::steady_clock::now()) {}

  void run(Until until) {
    m_next = 0;
    std::vector<std::jthread> threads;
    for (const auto& executor : m_executors)
      threads.emplace_back([this, until, &own = *executor] { work_off(own, until); });
  }

private:
  bool is_over() const {
    return std::chrono::steady_clock::now() >= m_options.deadline ||
           (m_options.interrupted && m_options.interrupted());
  }

  void work_off(Executor& executor, Until until) {
    while (!is_over()) {
      const auto index = m_next++;
      if (index >= m_subjects.mutants.size())
        return;
      try_one(executor, index, until);
      report(index + 1);
    }
  }

  void try_one(Executor& executor, std::size_t index, Until until) {
    auto& mutant = m_subjects.mutants[index];
    auto& progress = m_progress[index];
    while (!progress.broken && progress.next < mutant.reached.size()) {
      if (until == Until::first_kill ? !mutant.killed.empty() : is_over())
        break;
      const auto test = mutant.reached[progress.next++];
      const auto judgement = m_oracle.judge(executor, test, {m_subjects.ids[index], 0});
      progress.broken = !judgement;
      if (judgement && judgement->verdict == repair::search::Verdict::fail)
        mutant.killed.push_back(test);
    }
    mutant.complete = !progress.broken && progress.next == mutant.reached.size();
    mutant.tried = mutant.complete || !mutant.killed.empty();
  }

  void report(std::size_t done) {
    if (!m_options.progress)
      return;
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock || std::chrono::steady_clock::now() - m_reported < k_report_every)
      return;
    m_reported = std::chrono::steady_clock::now();
    m_options.progress(done, m_subjects.mutants.size());
  }

  Subjects& m_subjects;
  Oracle& m_oracle;
  const std::vector<std::unique_ptr<Executor>>& m_executors;
  const TrialOptions& m_options;
  std::vector<Progress> m_progress;
  std::atomic<std::size_t> m_next = 0;
  std::mutex m_mutex;
  std::chrono::steady_clock::time_point m_reported;
};

} // namespace

void try_mutants(Subjects& subjects, Oracle& oracle, const std::vector<std::unique_ptr<Executor>>& executors,
                 const TrialOptions& options) {
  Trials trials(subjects, oracle, executors, options);
  trials.run(Until::first_kill);
  trials.run(Until::end);
}

std::vector<std::size_t> reaching_tests(const repair::search::CandidateSet& set, std::size_t candidate,
                                        const std::vector<repair::search::TestPlan>& plans) {
  const auto& one = set.candidates[candidate];
  const auto site = set.sites[one.site].lo;
  std::vector<std::size_t> tests;
  for (std::size_t i = 0; i < plans.size(); ++i)
    if (plans[i].passes && std::ranges::any_of(plans[i].reached, [&](const auto& reached) {
          return reached.first == one.id || reached.first == site;
        }))
      tests.push_back(i);
  return tests;
}

} // namespace aurora::mutation
