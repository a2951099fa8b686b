#pragma once

#include <string>

#include "aurora/ctest/build.hpp"
#include "aurora/ctest/run_tests.hpp"

namespace aurora::ctest {

struct CoverageBuildOptions {
  BuildOptions build;
  TestOptions tests;
  std::string cache_text;   ///< the user's CMakeCache.txt
  std::string folder;       ///< of our own, absolute: build tree and reports
  std::string gcov;         ///< the gcov command that matches the compiler
  std::string c_compiler;   ///< for the object that saves counters when a test crashes
  std::string crash_source; ///< text of that object's C source; empty: none
};

struct CoverageFiles {
  std::string gcovr_json;
  std::string cobertura;
  std::string lcov;    ///< empty when lcov is not installed
  std::string warning; ///< in words, when something was left out
};

/// Configures an instrumented build in a tree of its own from the user's cache, builds it, runs the tests in
/// it, and lets gcovr and lcov write their reports. environment error when gcovr is missing or the tree does
/// not build.
base::Result<CoverageFiles> measure_coverage(const Place& user, const CoverageBuildOptions& options,
                                             sys::FileSystem& files);

} // namespace aurora::ctest
