#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/heal/outcome.hpp"
#include "aurora/settings/settings.hpp"

namespace aurora::report {

/// Line coverage of a run, as run.json tells it.
struct CoverageFigures {
  double percent = 0; ///< of lines
  int covered_lines = 0;
  int total_lines = 0;
  double branch_percent = 0;
  std::optional<double> delta; ///< percentage points against the last run
  struct File {
    std::string path;
    double percent = 0;
    int covered_lines = 0;
    int total_lines = 0;
  };
  std::vector<File> files;
};

/// reports/run.json (aurora.run/1).
std::string run_json(const heal::Snapshot& snapshot, const settings::Settings& settings,
                     const std::optional<CoverageFigures>& coverage);

/// reports/events.ndjson (aurora.event/1): one line an event.
std::string events_ndjson(const std::vector<model::Event>& events);

/// logs/tests.ndjson (aurora.test/1): every run of every test with result, exit code and output.
std::string tests_ndjson(const heal::Snapshot& snapshot);

/// reports/clusters.json (aurora.clusters/1).
std::string clusters_json(const std::vector<model::Cluster>& clusters);

/// reports/suspects.json (aurora.suspects/1).
std::string suspects_json(const heal::Outcome& outcome);

/// reports/heal.json (aurora.heal/1): every candidate that was tried, counted by provider and outcome, every
/// kept or proposed patch with its evidence and its file, and how each cause ended.
std::string heal_json(const heal::Outcome& outcome, const settings::Settings& settings);

/// reports/canary.json (aurora.canary/1).
std::string canary_json(const heal::Snapshot& snapshot, const std::vector<std::string>& restored,
                        std::string_view verdict);

/// reports/policy.json (aurora.policy/1).
std::string policy_json(const std::vector<model::Finding>& findings, bool refused);

/// Which patch files a heal leaves: the accepted one of each cause first, then its alternatives.
struct PatchFile {
  std::string name; ///< "001-0123456789abcdef.patch"
  const heal::ClusterOutcome* cluster = nullptr;
  const heal::Attempt* attempt = nullptr;
};
std::vector<PatchFile> patch_files(const heal::Outcome& outcome);

/// The words beside a patch: what failed, why this fix, what was checked, its risk.
std::string patch_markdown(const PatchFile& patch, std::string_view risk);

/// reports/summary.md (F9).
std::string summary_markdown(const heal::Outcome& outcome);

} // namespace aurora::report
