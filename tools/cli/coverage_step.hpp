#pragma once

#include "session.hpp"

namespace aurora::cli {

/// Measures coverage in an instrumented build, writes its reports, tells the percentage and its difference to
/// the last one, and returns whether the threshold is reached.
base::Result<bool> measure_and_report_coverage(Session& session);

} // namespace aurora::cli
