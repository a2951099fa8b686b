#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "aurora/model/cluster.hpp"

namespace aurora::triage {

/// What is known of the project besides the failures themselves; each part may be missing.
struct TriageOptions {
  std::vector<std::string> critical_suites = {"canary", "smoke"};
  std::vector<std::string> cosmetic_suites = {"style", "lint", "format", "docs", "cosmetic"};
  std::vector<std::string> protected_files{};      ///< globs
  std::set<std::string> changed_files{};           ///< recently, relative to the source root
  std::map<std::string, std::string> first_seen{}; ///< signature → RFC 3339, from earlier runs
  bool knows_earlier_runs = false;                 ///< what first_seen does not name is new
  std::string now{};                               ///< RFC 3339; empty: ages stay unknown
};

/// Sets risk (0 to 1), its reasons and first_seen. What kind of failure it is weighs most; protected and
/// recently changed files, spread, age and suite decide among equals; flaky and cosmetic ones come last.
void rate(model::Cluster& cluster, const TriageOptions& options);

/// Whole days from one RFC 3339 time to another; 0 when either cannot be read.
int days_between(const std::string& from, const std::string& to);

} // namespace aurora::triage
