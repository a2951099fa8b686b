#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <vector>

#include "aurora/repair/search/spectrum.hpp"

namespace aurora::repair::search {

/// What the suspicion of a place (0 to 1) counts against the cost of a change there.
inline constexpr double k_suspicion_weight = 3.0;

struct Progress {
  std::size_t suspects = 0; ///< places with candidates that the failing tests reach
  std::size_t tried = 0;
  std::size_t total = 0;
  double per_second = 0;
  std::size_t plausible = 0;
  double seconds_left = 0;
};

struct EngineOptions {
  std::chrono::steady_clock::time_point deadline;
  std::size_t max_trials = 1'000'000;
  std::size_t max_pair_partners = 600;
  std::vector<double>
      suspicion; ///< by site, 0 to 1, from what is known without running anything; may be empty
  std::function<void(const Progress&)> progress;
  std::function<bool()> interrupted;
};

/// One selection that was tried. Indices into CandidateSet::candidates; second: npos for a single change.
struct Trial {
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t first = npos;
  std::size_t second = npos;
  bool plausible = false;
  bool hung = false;                    ///< a limit ended the run that decided
  bool changed = false;                 ///< a failing test behaved differently
  bool closer = false;                  ///< and came closer to what it should print
  int failing_passed = 0;               ///< failing tests that passed before the first that did not
  int also_healed = 0;                  ///< bystanders that turned green
  bool heals_all = false;               ///< there were bystanders, and none is left red
  std::vector<std::size_t> left_red;    ///< bystanders that run the change and stay red
  std::size_t broken = npos;            ///< all failing tests passed, and then this one broke
  std::uint64_t output = 0;             ///< of the failing test that decided
  std::vector<std::size_t> unconfirmed; ///< tests that passed in runs from a snapshot
};

/// Tries candidates on all tests with one thread per executor. Failing tests first, then those passing ones
/// that reach the change, most decisive first; stops at the first red one.
class Engine {
public:
  Engine(const CandidateSet& set, Oracle& oracle, const Spectrum& spectrum,
         std::vector<std::unique_ptr<Executor>>& executors, EngineOptions options);

  /// Every switchable candidate that all failing tests reach, likeliest first.
  std::vector<Trial> try_singles();
  /// The same changes on all tests that this engine has.
  std::vector<Trial> try_again(const std::vector<Trial>& trials);
  /// Those that a limit ended, once more with more patience.
  std::vector<Trial> retry_hung(const std::vector<Trial>& trials);
  /// Two at once, led by what the singles showed.
  std::vector<Trial> try_pairs(const std::vector<Trial>& singles);
  /// Each of the plausible together with every change that bystanders reach which it left red: plausible is
  /// what heals them all.
  std::vector<Trial> try_complements(const std::vector<std::size_t>& plausible);
  std::size_t tried() const { return m_tried; }
  bool out_of_time() const;

private:
  struct Pair {
    std::size_t first;
    std::size_t second;
  };
  std::vector<std::size_t> order_singles() const;
  std::vector<Pair> order_pairs(const std::vector<Trial>& singles) const;
  std::vector<Trial> run_all(const std::vector<Pair>& work);
  void work_off(Executor& executor, const std::vector<Pair>& work, std::vector<Trial>& trials);
  std::vector<Pair> order_complements(const std::vector<std::size_t>& plausible) const;
  Trial try_fairly(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing);
  bool is_unreliable(Executor& executor, const Pair& pair, std::size_t test);
  Trial try_one(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing);
  bool confirms(Executor& executor, const Pair& pair, const Trial& trial);
  Trial complete(Executor& executor, const Pair& pair, std::vector<std::size_t>& passing);
  bool fails_still(Executor& executor, const Pair& pair, Trial& trial);
  bool breaks_others(Executor& executor, const Pair& pair, Trial& trial, std::vector<std::size_t>& passing);
  void ask_bystanders(Executor& executor, const Pair& pair, Trial& trial);
  bool reaches(std::size_t test, const Pair& pair) const;
  Selection selection_of(const Pair& pair) const;
  void report();

  const CandidateSet& m_set;
  Oracle& m_oracle;
  const Spectrum& m_spectrum;
  std::vector<std::unique_ptr<Executor>>& m_executors;
  EngineOptions m_options;
  std::vector<std::size_t> m_failing;
  std::vector<std::size_t> m_passing;
  std::vector<std::size_t> m_bystanders;
  std::chrono::steady_clock::time_point m_start;
  std::chrono::steady_clock::time_point m_last_report;
  std::atomic<std::size_t> m_next = 0;
  std::size_t m_total = 0; ///< tried when all that is at work now is done
  std::atomic<std::size_t> m_tried = 0;
  std::atomic<std::size_t> m_plausible = 0;
  Patience m_patience = Patience::little;
  bool m_completing = false; ///< only what heals the bystanders too will do
  std::mutex m_report_mutex;
  std::shared_mutex m_running;        ///< shared while a candidate is tried
  std::set<std::size_t> m_unreliable; ///< green tests whose failure says nothing; guarded by m_running
  int m_asked_again = 0;              ///< green tests that a candidate broke; as well
};

} // namespace aurora::repair::search
