#pragma once

#include <iosfwd>
#include <string>

#include "aurora/model/test_run.hpp"
#include "aurora/report/run_document.hpp"

namespace aurora::report {

/// Common Test Report Format, specification 0.0.0. Flaky cases are passed ones with a failed attempt before;
/// those in quarantine and those that could not run are "other" and "failed". `run` tells time and place.
void write_ctrf(std::ostream& out, const model::TestRun& tests, const RunDocument& run,
                const std::string& tool_version);

} // namespace aurora::report
