#pragma once

#include <string>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// Empty when the counts agree with ctest's exit code (0: nothing failed, 8: something did), else a warning
/// for the user that says what disagrees.
std::string cross_check(const model::RunCounts& counts, int ctest_exit_code);

} // namespace aurora::junit
