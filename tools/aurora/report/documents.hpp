#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::report {

/// clusters.json (schema aurora.clusters/1); events by their test ids.
void write_clusters(std::ostream& out, const std::vector<model::Cluster>& clusters);

/// Signature → since when it has been known, from an earlier clusters.json. invalid_input or unsupported when
/// it is none of this version's.
base::Result<std::map<std::string, std::string>> read_first_seen(std::string_view text);

struct ClusterSuspects {
  std::string signature;
  std::vector<model::Suspect> suspects; ///< most suspicious first
};

/// suspects.json (schema aurora.suspects/1).
void write_suspects(std::ostream& out, const std::vector<ClusterSuspects>& clusters);

struct PolicyReport {
  std::string timestamp;
  std::string subject; ///< "working tree", "main..fix", "fix.patch"
  std::string author;  ///< "heal", "agent", "person"
  bool refused = false;
  std::string risk;
  std::vector<std::string> risk_reasons;
  std::vector<model::Finding> findings;
};

/// policy.json (schema aurora.policy-report/1).
void write_policy(std::ostream& out, const PolicyReport& report);

struct CanaryReport {
  std::string timestamp;
  std::string label;
  model::RunCounts counts;
  double seconds = 0;
  std::vector<std::string> failed_tests;
  std::vector<std::string> unhealthy_services;
  bool rolled_back = false;
  std::vector<std::string> restored_files;
  std::string verdict; ///< in words
};

/// canary.json (schema aurora.canary/1).
void write_canary(std::ostream& out, const CanaryReport& report);

} // namespace aurora::report
