#pragma once

#include <functional>
#include <optional>
#include <set>
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

/// Without the programs of tests that nobody asked about: they may well take most of a build. All is built
/// where an asked test is no target's program. `exists` tells which artifacts were ever built. Where it is
/// known which files the asked tests start, without other programs that no test is registered with.
Programs programs_for(const std::vector<std::string>& asked, const std::vector<TestSpec>& tests,
                      const std::vector<model::Target>& targets,
                      const std::function<bool(const std::string&)>& exists,
                      const std::optional<std::set<std::string>>& started = {});

} // namespace aurora::repair::search
