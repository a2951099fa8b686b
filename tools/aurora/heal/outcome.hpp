#pragma once

#include <string>
#include <vector>

#include "aurora/heal/bench.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/model/verdict.hpp"

namespace aurora::heal {

/// One candidate and what became of it.
struct Attempt {
  model::Patch patch;
  model::Verdict verdict;
  std::vector<model::Finding> findings; ///< of validation and the gate
  std::string details = {};             ///< first messages of what is still red with it
};

/// How the work on a cluster ended.
enum class Ending {
  landed,      ///< kept in the user's tree: the only one that may be called healed
  proposed,    ///< validated, and left as a patch file (mode propose)
  held,        ///< accepted in the shadow, but tests it revealed stay red: a patch file only
  rolled_back, ///< landed, turned red in the user's tree, restored
  unsolved,    ///< nothing that was tried is accepted
  flaky,       ///< never to be "fixed"
  interrupted
};
std::string_view to_string(Ending ending);

/// A provider that was asked for candidates; trying them is not in its seconds.
struct Ask {
  std::string provider;
  double seconds = 0;
  int candidates = 0;
  std::string problem; ///< why it could not work, if so
};

struct ClusterOutcome {
  model::Cluster cluster;
  std::vector<model::Suspect> suspects;
  std::vector<Attempt> attempts;
  std::vector<std::string> provider_notes; ///< why a provider could not work, or what it wants known
  int iteration = 1;
  Ending ending = Ending::unsolved;
  std::string reason;
  std::string commit;            ///< in mode commit
  int kept = -1;                 ///< index into attempts of the accepted patch, -1: none
  std::vector<int> alternatives; ///< indices of further plausible attempts
  std::vector<Ask> asks = {};    ///< in the order of asking
  double seconds = 0;            ///< from taking it up until a patch was accepted or none was left to try
};

struct Outcome {
  Snapshot before;
  Snapshot after; ///< of the user's tree at the end
  std::vector<ClusterOutcome> clusters;
  int iterations = 0;
  std::string shadow;      ///< how far it is kept apart, in words
  std::string shadow_kind; ///< "overlay" or "copy"; empty when none was needed
  double seconds = 0;
  std::string stopped_because;
  bool restore_failed = false;
};

/// No failure is left, or only proven flaky ones.
bool is_green(const Snapshot& snapshot);

} // namespace aurora::heal
