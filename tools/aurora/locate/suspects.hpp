#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "aurora/locate/changes.hpp"
#include "aurora/locate/scores.hpp"
#include "aurora/locate/trace.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/suspect.hpp"

namespace aurora::locate {

/// What may be known beside the failures themselves; every part may be empty.
struct LocateInput {
  std::map<std::string, std::string> sources; ///< the project's texts, by path relative to the source root
  SpectrumInput spectrum;
  std::vector<CallSite> crash; ///< for failures that come without a stack trace
  Formula formula = Formula::ochiai;
  std::vector<ChangedLines> changed;
  bool include_tests = false; ///< test sources may be suspects too
  std::size_t max_suspects = 200;
};

/// Lines that may be at fault, most suspicious first (ties: by file, then line). Combines what the compiler
/// names, the project's frames (less the deeper they are), the functions that failing assertions call (and
/// what those call), the coverage spectrum, and recent changes: independent pieces of evidence w1, w2, …
/// score 1 - (1-w1)(1-w2)…; a recent change only strengthens other evidence, unless there is none. Pure.
std::vector<model::Suspect> suspects(const model::Cluster& cluster, const LocateInput& input);

} // namespace aurora::locate
