#pragma once

#include "aurora/heal/bench.hpp"

namespace aurora::heal {

/// Runs the failing tests again on the binaries as they are: all that failed, `reruns` times; then those that
/// passed at least once also alone, among all others, and one after the other, as far as that takes a minute
/// at the most. Fills the snapshot's flakiness and marks the events of tests proven flaky. Returns how many
/// tests that are.
base::Result<int> prove_flaky(Bench& bench, const ctest::Place& place, int reruns, Snapshot& snapshot);

} // namespace aurora::heal
