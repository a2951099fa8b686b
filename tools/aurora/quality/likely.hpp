#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "aurora/quality/past_run.hpp"

namespace aurora::quality {

/// Files that became different and tests that began to fail between two runs.
struct Step {
  std::set<std::string> changed;
  std::set<std::string> began_to_fail;
};

struct LikelyFailure {
  std::string test;
  double probability = 0; ///< 0 to 1
  std::string because;    ///< the changed file that speaks most for it
  int failed = 0;         ///< how often the test began to fail when that file changed …
  int changes = 0;        ///< … of so many times
};

/// Steps between the runs (oldest first) that have commits; `changed` tells the files between two commits,
/// empty when they are not known any more.
std::vector<Step>
steps_of(const std::vector<PastRun>& runs,
         const std::function<std::set<std::string>(const std::string&, const std::string&)>& changed);

/// The tests that began to fail when one of these files changed before, most likely first: for each file the
/// share of its changes that broke the test, with one change more that did not (a file that changed once
/// proves little), and the files taken as independent.
std::vector<LikelyFailure> likely_failures(const std::vector<Step>& steps,
                                           const std::set<std::string>& changed_now);

} // namespace aurora::quality
