#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "aurora/repair/search/engine.hpp"
#include "aurora/repair/search/instrument.hpp"

namespace aurora::repair::search {

struct RebuildOptions {
  BuildOptions build;
  std::chrono::steady_clock::time_point deadline;
  std::function<bool()> interrupted;
  std::size_t enough = 3; ///< plausible ones after which to stop
};

/// Tries candidates that cannot be switched: each is put into the original sources, built and tested by
/// itself, in the given order (indices into the set). The shadow holds the originals at the start and at the
/// end.
std::vector<Trial> try_rebuilds(workspace::Shadow& shadow, Executor& executor, Oracle& oracle,
                                const Instrumented& instrumented, const std::vector<std::size_t>& order,
                                const RebuildOptions& options);

} // namespace aurora::repair::search
