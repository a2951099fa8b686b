#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "aurora/model/patch.hpp"
#include "aurora/model/verdict.hpp"

namespace aurora::report {

/// How many candidates of a provider came to one end.
struct CandidateCount {
  std::string provider;
  model::Stage outcome = model::Stage::fails;
  int count = 0;
};

/// One candidate that was worth naming.
struct HealAttempt {
  int iteration = 1;
  std::string signature; ///< of the cluster it was for
  std::string provider;
  std::string rule;
  std::string title;
  model::Verdict verdict;
};

/// A patch that was kept (landed) or, in propose mode, written down (validated or plausible).
struct KeptPatch {
  std::string signature;
  std::string cluster_title;
  model::Patch patch;
  model::Verdict verdict;
  model::Risk risk = model::Risk::low;
  std::vector<std::string> risk_reasons;
  std::string patch_file; ///< relative to the reports folder
  std::string commit;     ///< in commit mode
};

/// A cluster that stays red, and why.
struct UnhealedCluster {
  std::string signature;
  std::string title;
  int failures = 0;
  bool flaky = false;
  std::string reason;     ///< why nothing was kept
  std::string suggestion; ///< what a person can do next
};

/// heal.json (schema aurora.heal/1).
struct HealReport {
  std::string timestamp; ///< RFC 3339, UTC
  std::string mode;      ///< "propose", "apply", "commit"
  std::string isolation; ///< in words, as the shadow describes itself
  std::string shadow;    ///< "overlay", "copy"
  int iterations = 0;
  int max_iterations = 5;
  std::string stopped_because;
  int failures_before = 0;
  int failures_after = 0;
  double seconds = 0;
  std::vector<CandidateCount> candidates;
  std::vector<HealAttempt> attempts;
  std::vector<KeptPatch> kept;
  std::vector<UnhealedCluster> unhealed;
  std::vector<std::string> problems; ///< providers that could not work, tools that are missing
  std::string verdict;               ///< in words
};

void write_heal(std::ostream& out, const HealReport& report);

} // namespace aurora::report
