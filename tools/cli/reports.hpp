#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/heal/outcome.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/report/documents.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Suspects of a cause: those that were located, else what its failures say of themselves.
std::vector<model::Suspect> suspects_of(const model::Cluster& cluster, const heal::Outcome* outcome);

/// events.ndjson, run.json, junit.xml and clusters.json of a snapshot, under the session's reports folder.
base::Result<void> write_test_reports(Session& session, const heal::Snapshot& snapshot);

/// heal.json, suspects.json and patches/ of a heal, and the test reports of the tree as it is now.
base::Result<void> write_heal_reports(Session& session, const heal::Outcome& outcome);

/// suspects.json alone; printed as well with --json.
base::Result<void> write_locate_report(Session& session,
                                       const std::vector<report::ClusterSuspects>& suspects);

/// canary.json.
base::Result<void> write_canary_report(Session& session, const report::CanaryReport& report);

/// What a person wants to know at the end of a test run or a heal, and what to do next.
void print_summary(Session& session, const heal::Snapshot& snapshot);
void print_summary(Session& session, const heal::Outcome& outcome);

} // namespace aurora::cli
