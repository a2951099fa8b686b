#pragma once

#include <string>
#include <vector>

#include "aurora/model/cluster.hpp"

namespace aurora::triage {

struct TriageOptions {
  std::vector<std::string> critical_suites = {"canary", "smoke"};
  std::vector<std::string> cosmetic_suites = {"style", "lint", "format", "docs", "cosmetic"};
};

/// Failures with the same signature together (missing signatures are computed), most urgent first: broken
/// builds, crashes and sanitizer reports, then assertions, then flaky tests, then cosmetics; equal ones in
/// order of appearance. Near-linear in the number of events.
std::vector<model::Cluster> cluster(std::vector<model::Event> events, const TriageOptions& options = {});

} // namespace aurora::triage
