#pragma once

#include <string>

#include "aurora/model/test_run.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::ctest {

/// Runners of other languages tell places relative to the folder in which they run: these of the failed tests
/// are made absolute with it, where such a file is there. Others stay as they are.
void resolve_places(model::TestRun& run, const std::string& working_directory, sys::FileSystem& files);
void resolve_places(model::TestCase& test, const std::string& working_directory, sys::FileSystem& files);

} // namespace aurora::ctest
