#pragma once

#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/triage/risk.hpp"

namespace aurora::triage {

/// Failures with one cause together (missing signatures are computed), in the order in which everybody sees
/// and heals them: most urgent first, equal ones in order of appearance. Near-linear in the number of events.
std::vector<model::Cluster> cluster(std::vector<model::Event> events, const TriageOptions& options = {});

/// The same with a cluster a signature, each at the place and with the risk of the one it was put into: for
/// healing, where two causes taken for one would never both be accepted.
std::vector<model::Cluster> split(const std::vector<model::Cluster>& clusters);

} // namespace aurora::triage
