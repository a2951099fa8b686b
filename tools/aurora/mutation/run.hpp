#pragma once

#include <functional>
#include <string>

#include "aurora/base/error.hpp"
#include "aurora/quality/mutants.hpp"
#include "aurora/repair/search/instrument.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::mutation {

struct RunOptions {
  repair::search::InstrumentOptions instrument; ///< files: those that are mutated
  std::string ctest = "ctest";
  double seconds = 60; ///< of trying; compiling comes on top
  unsigned jobs = 1;
  std::size_t most_a_place = 4;
  std::function<void(const std::string&)> progress; ///< a line
  std::function<bool()> interrupted;
};

/// Compiles all mutants of the files into the programs in the shadow, and tries each test on those that it
/// reaches. Tests that fail without any mutant are left out. The shadow is left with rewritten sources: reset
/// it afterwards.
base::Result<quality::MutantRun> run(workspace::Shadow& shadow, const RunOptions& options);

} // namespace aurora::mutation
