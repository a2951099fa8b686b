#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/benchmark/definition.hpp"
#include "aurora/benchmark/results.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::benchmark {

/// What measuring works with.
struct Machine {
  sys::ProcessRunner& processes;
  sys::FileSystem& files;
  std::string scratch;                 ///< folder for what programs leave
  std::function<double()> cpu_seconds; ///< that ended children of this process have used so far, all together
  std::function<void(int done, int of)> on_repetition; ///< may be empty
};

/// Runs the command of a benchmark so many times, each in a process of its own, so that what differs between
/// processes (addresses, caches) is part of the noise. A plain timing is run once more before, which does not
/// count. A run that fails ends it: problems tell how, and there are no measurements then. cancelled when
/// interrupted.
base::Result<Results> measure(const Definition& definition, int repetitions, const Machine& machine);

} // namespace aurora::benchmark
