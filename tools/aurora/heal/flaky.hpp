#pragma once

#include "aurora/heal/bench.hpp"

namespace aurora::heal {

/// Runs the failing tests again, `reruns` times, on the binaries as they are, and marks the events of those
/// that pass at least once as flaky. Returns how many tests were proven flaky.
base::Result<int> prove_flaky(Bench& bench, const ctest::Place& place, int reruns, Snapshot& snapshot);

} // namespace aurora::heal
