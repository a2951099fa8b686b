#pragma once

#include "aurora/locate/scores.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/project.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Which lines the cause's failing tests and some passing ones reach, found by running them once under
/// aurora-trace as they are built now. Empty without aurora-trace, debug information or a failing test that
/// fails alone; takes at most about 20 s.
locate::SpectrumInput trace_spectrum(Session& session, const model::Cluster& cluster,
                                     const model::Project& project);

} // namespace aurora::cli
