#pragma once

#include <chrono>
#include <vector>

#include "aurora/quality/same_coverage.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Which lines each test, or each case of a program of many, reaches, found by running them one after the
/// other under aurora-trace as they are built now, until the time is over. Tests that fail, or of which no
/// line is known (scripts, no debug information), are left out.
base::Result<std::vector<quality::ReachedLines>> trace_tests(Session& session, std::chrono::seconds budget);

} // namespace aurora::cli
