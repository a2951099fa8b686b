#pragma once

#include <map>
#include <string>
#include <vector>

#include "aurora/locate/scores.hpp"
#include "aurora/locate/trace.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/project.hpp"
#include "session.hpp"

namespace aurora::cli {

/// What runs of tests under aurora-trace showed.
struct Traced {
  locate::SpectrumInput spectrum;
  std::vector<locate::CallSite> crash; ///< of a failing one
};

/// Which lines the cause's failing tests and some passing ones reach, found by running them once under
/// aurora-trace as they are built now. Of programs without debug information: all lines of the functions
/// that are reached, as far as `sources` (by path relative to the source root) tell where these stand. Empty
/// without aurora-trace or a failing test that fails alone; takes at most about 20 s.
Traced trace_tests(Session& session, const model::Cluster& cluster, const model::Project& project,
                   const std::map<std::string, std::string>& sources);

} // namespace aurora::cli
