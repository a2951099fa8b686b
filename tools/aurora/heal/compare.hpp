#pragma once

#include <set>
#include <string>
#include <vector>

#include "aurora/heal/bench.hpp"
#include "aurora/model/cluster.hpp"

namespace aurora::heal {

/// What a patch changed, as far as builds and tests can tell.
struct Comparison {
  std::vector<std::string> still_failing; ///< test ids of the cluster
  std::vector<std::string> broken;        ///< failing now, and passed before
  std::vector<std::string> revealed;      ///< failing now, and could not run before
  std::vector<std::string>
      vanished; ///< CTest tests that passed before and are not there, skipped or not run now; cases of theirs

  bool fixed() const { return still_failing.empty(); }
  bool harmless() const { return broken.empty() && vanished.empty(); }
};

/// Compares two whole-suite snapshots with regard to the cluster that was to be healed.
Comparison compare(const Snapshot& before, const Snapshot& after, const model::Cluster& cluster);

/// Names, CTest's own among them, that the events' test ids may begin with (build events have none), in
/// first-seen order. Those that no test is registered under select nothing.
std::vector<std::string> ctest_names(const std::vector<model::Event>& events);

bool is_build_failure(const model::Event& event);

/// Signatures of the build failures of a snapshot.
std::set<std::string> build_signatures(const Snapshot& snapshot);

/// Whether a CTest name, or that of a case, is the one in a test id; names may contain "::" themselves.
bool names_test(const std::string& name, const std::string& id);

} // namespace aurora::heal
