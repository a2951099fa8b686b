#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aurora/gate/policy.hpp"
#include "aurora/heal/bench.hpp"
#include "aurora/heal/compare.hpp"
#include "aurora/heal/outcome.hpp"
#include "aurora/repair/provider.hpp"
#include "aurora/settings/settings.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/workspace/shadow.hpp"
#include "aurora/workspace/workspace.hpp"

namespace aurora::heal {

/// What the loop works with. All of it outlives the loop.
struct Ports {
  Bench& bench;
  ctest::Place user;
  workspace::Workspace& workspace;
  sys::FileSystem& files;
  sys::Clock& clock;
  std::function<base::Result<std::unique_ptr<workspace::Shadow>>(bool build_is_red)> make_shadow{};
  std::function<base::Result<model::Project>(const ctest::Place&)> load_project{}; ///< asked in the shadow
  /// Providers in the order in which they are asked; made anew for each cluster with the shadow it may use.
  std::function<std::vector<std::unique_ptr<repair::Provider>>(workspace::Shadow&, const model::Project&)>
      make_providers{};
  /// Puts the providers into the order in which this cause's candidates are likely to cost least; may be
  /// empty.
  std::function<void(const model::Cluster&, std::vector<std::unique_ptr<repair::Provider>>&)> order{};
  std::function<std::vector<model::Cluster>(std::vector<model::Event>)> cluster{};
  std::function<std::vector<model::Suspect>(const model::Cluster&, const model::Project&)> locate{};
  /// Objections to a patch before anything is built; any error refuses it.
  std::function<std::vector<model::Finding>(const model::Patch&)> inspect{};
  /// Commits a kept patch; only called in mode commit. Returns the commit's id.
  std::function<base::Result<std::string>(const model::Patch&, const ClusterOutcome&)> commit{};
  std::function<void(const std::string&)> say{}; ///< one line to the user, as it happens
  std::function<bool()> interrupted{};
};

struct LoopOptions {
  settings::Mode mode = settings::Mode::apply;
  int max_iterations = 5;
  int reruns = 3;
  int max_candidates = 60; ///< per cluster and provider; the search provider tries its own beforehand
  int max_plausible = 5;   ///< further plausible candidates are not looked for
  bool allow_test_edits = false;
  std::set<std::string> only; ///< signatures; empty: every cluster
};

/// The healing loop: run → cluster → locate → propose → inspect → shadow build and tests → apply → build and
/// tests → keep or restore, until nothing is red, nothing helps, or the iterations are used up.
/// A patch that heals its own cause and leaves other red tests red that run what it changes is a proposal:
/// it lands only when, with the other such patches and what landed since, these are green too.
class Loop {
public:
  Loop(Ports ports, LoopOptions options);
  base::Result<Outcome> run();

private:
  struct Trial { ///< one candidate in the shadow
    Attempt attempt;
    Snapshot snapshot;
    bool accepted = false;
    bool complete = false; ///< nothing that the patch revealed is red
    bool settled = false;  ///< its own build error is gone and only ones known before are left
    bool doubtful = false; ///< red tests that run what it changes stay red
  };

  struct Landing { ///< patches in the user's tree that stay or go together
    std::vector<std::size_t> group;
    model::Patch patch; ///< all of them as one
    std::string journal;
  };

  base::Result<void> start();
  base::Result<bool> iterate();
  bool waits_for_build(const model::Cluster& cluster) const;
  std::vector<model::Cluster> remaining_clusters();
  std::vector<model::Cluster> open_clusters();
  base::Result<bool> heal(const model::Cluster& cluster);
  std::vector<std::unique_ptr<repair::Provider>> providers_for(const model::Cluster& cluster);
  void find_suspects(const model::Cluster& cluster, ClusterOutcome& outcome);
  base::Result<std::vector<model::Patch>> propose(repair::Provider& provider, const repair::Context& context,
                                                  ClusterOutcome& outcome);
  double seconds_of_cause() const;
  double seconds_since(std::chrono::steady_clock::time_point begin) const;
  bool is_in_vain(ClusterOutcome& outcome);
  void show_untested(const model::Patch& patch, ClusterOutcome& outcome) const;
  base::Result<bool> ask(repair::Provider& provider, const model::Cluster& cluster, ClusterOutcome& outcome);
  base::Result<bool> ask_in_rounds(repair::Provider& provider, const model::Cluster& cluster,
                                   ClusterOutcome& outcome);
  base::Result<bool> try_all(const std::vector<model::Patch>& patches, const model::Cluster& cluster,
                             ClusterOutcome& outcome);
  static bool is_better(const Trial& one, const Trial& other);
  base::Result<Trial> try_one(const model::Patch& patch, const model::Cluster& cluster);
  base::Result<void> prepare(const model::Patch& patch);
  base::Result<void> judge_build(const model::Cluster& cluster, Trial& trial);
  base::Result<void> judge_tests(const model::Cluster& cluster, Trial& trial);
  base::Result<void> excuse(const ctest::Place& place, const Comparison& result, Snapshot& snapshot);
  void judge_suite(const model::Cluster& cluster, Trial& trial);
  base::Result<void> repeat(const model::Cluster& cluster, Trial& trial);
  base::Result<void> accept(ClusterOutcome& outcome, Trial trial);
  void note_healed_along(ClusterOutcome& outcome, const Snapshot& now);
  base::Result<void> land_all();
  base::Result<void> drop_superfluous();
  base::Result<std::optional<Snapshot>> take_without(std::size_t left_out);
  base::Result<void> land(const std::vector<std::size_t>& group);
  std::string objection_to(const Landing& landing, const Snapshot& after) const;
  base::Result<void> check_landed(const Landing& landing);
  void commit(const Landing& landing);
  base::Result<void> undo(const Landing& landing, const std::string& why);
  std::vector<std::string> left_red(const Trial& trial) const;
  void doubt(ClusterOutcome outcome);
  void forget_healed_doubts();
  std::optional<std::vector<model::Patch>> doubtful_together();
  base::Result<bool> try_doubtful();
  void forget_consequences();
  void mark_flaky(Snapshot& snapshot) const;
  void finish();
  bool stopped() const;
  const model::Patch& kept_patch(std::size_t index) const;
  model::Verdict& kept_verdict(std::size_t index);

  Ports m_ports;
  LoopOptions m_options;
  Outcome m_outcome;
  int m_state_number = 0; ///< how many patches were accepted
  Snapshot m_state; ///< of the shadow with every accepted patch, or of the user's tree when there is none
  std::unique_ptr<workspace::Shadow> m_shadow;
  std::vector<std::size_t> m_pending;  ///< outcomes accepted in the shadow and not landed yet
  std::vector<std::size_t> m_doubtful; ///< outcomes whose patch left red what runs it; proposals so far
  std::pair<std::vector<std::size_t>, int> m_tried_together; ///< doubtful ones, on the state of that number
  std::map<std::string, int> m_in_vain;                      ///< causes by the file of their first suspect
  std::set<std::string> m_given_up;                          ///< signatures
  std::set<std::string> m_flaky;                             ///< test ids
  std::chrono::steady_clock::time_point m_cause_begin;       ///< of the cause that is worked on
  model::Project m_project;
};

} // namespace aurora::heal
