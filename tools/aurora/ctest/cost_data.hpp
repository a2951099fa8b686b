#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/sys/file_system.hpp"

namespace aurora::ctest {

/// The most seconds that a test took on average when it passed, by CTest's CTestCostData.txt ("NAME RUNS
/// SECONDS" a line, up to "---"); 0 when the text has none.
double slowest_test(std::string_view cost_data);

/// How long a test without a limit of its own may run, told from how long tests took in these folders (in
/// which ctest ran) before: five times the slowest and a minute, at least two; CTest's 1500 s at most. 0:
/// nothing is known.
std::chrono::seconds usual_limit(const std::vector<std::string>& folders, sys::FileSystem& files);

} // namespace aurora::ctest
