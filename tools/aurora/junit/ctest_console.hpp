#pragma once

#include <string>
#include <string_view>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// Completes a run read from CTest's JUnit by what ctest printed at its end ("3 - name (SEGFAULT)"): the
/// reason of a crash or timeout is nowhere else up to CMake 3.26. A test listed as failed that the report
/// calls passed becomes failed, and one listed as "Not Run" not_run; nothing ever gets better.
void apply_ctest_console(model::TestRun& run, std::string_view console);

} // namespace aurora::junit
