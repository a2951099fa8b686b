#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/ctest/place.hpp"

namespace aurora::ctest {

struct BuildOptions {
  std::string cmake = "cmake";
  std::string config;       ///< for multi-configuration generators
  std::string generator;    ///< decides how the native tool is told to keep going
  std::string make_program; ///< CMAKE_MAKE_PROGRAM; empty: cmake finds it
  unsigned jobs = 1;
  std::vector<std::string> targets; ///< empty: all
  std::chrono::milliseconds timeout{0};
  std::function<void(std::string_view)> on_output;
};

struct BuildOutcome {
  bool succeeded = false;
  sys::Outcome outcome;
  std::string log; ///< both streams, one after the other
  double seconds = 0;
};

/// `cmake --build`, going on after the first error so that every independent error is seen in one run. In the
/// user's tree, where all that cmake would do is to start ninja (generator "Ninja", ninja(1) makes
/// build.ninja anew itself), ninja is started.
base::Result<BuildOutcome> build(const Place& place, const BuildOptions& options);

} // namespace aurora::ctest
