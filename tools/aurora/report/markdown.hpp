#pragma once

#include <iosfwd>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/report/heal_report.hpp"
#include "aurora/report/run_document.hpp"

namespace aurora::report {

struct SummaryInput {
  const RunDocument* run = nullptr; ///< each may be missing
  const std::vector<model::Cluster>* clusters = nullptr;
  const HealReport* heal = nullptr;
};

/// Result, coverage and its delta, problems by cluster with a recommendation each, what was healed.
void write_markdown(std::ostream& out, const SummaryInput& input);

/// NNN-<signature>.md beside a patch: what failed, why this fix, what was checked, its risk.
void write_patch_explanation(std::ostream& out, const KeptPatch& kept);

} // namespace aurora::report
