#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/model/project.hpp"
#include "aurora/repair/search/tests.hpp"

namespace aurora::repair::search {

/// What has to be built for some tests, and which tests these programs can run.
struct Programs {
  std::vector<std::string> targets;   ///< of CMake; empty: all there are
  std::vector<std::string> for_tests; ///< those of all tests: without the spare ones; empty: all there are
  std::vector<std::string> sources;   ///< of the asked tests' own programs, as in model::Target
  std::vector<TestSpec> tests;        ///< that run no other test program
  std::vector<TestSpec> others;       ///< empty where everything is built
  std::size_t left_out = 0;           ///< targets
};

/// Programs that no test is registered with. A test may start one that the build does not know it needs.
enum class Spare { built, left_out };

/// Without the programs of tests that nobody asked about: they may well take most of a build. All is built
/// where an asked test is no target's program. `exists` tells which artifacts were ever built.
Programs programs_for(const std::vector<std::string>& asked, const std::vector<TestSpec>& tests,
                      const std::vector<model::Target>& targets,
                      const std::function<bool(const std::string&)>& exists, Spare spare = Spare::built);

} // namespace aurora::repair::search
