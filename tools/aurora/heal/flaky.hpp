#pragma once

#include <string>
#include <vector>

#include "aurora/heal/bench.hpp"

namespace aurora::heal {

/// Runs the failing tests again on the binaries as they are: all that failed, `reruns` times; then those that
/// passed at least once also alone, among all others, and one after the other, as far as that takes a minute
/// at the most. Fills the snapshot's flakiness and marks the events of tests proven flaky. Returns how many
/// tests that are.
base::Result<int> prove_flaky(Bench& bench, const ctest::Place& place, int reruns, Snapshot& snapshot);

/// Of `reruns` runs that take so many seconds each those that a minute suffices for, but one at least.
int affordable_reruns(int reruns, double seconds);

/// Runs the tests with these ids again on the binaries as they are, affordable_reruns() times in a row.
/// Whether all of them pass each time: then whatever made them red is not in the binaries. They count as
/// passed in the snapshot from then on, and as flaky.
base::Result<bool> excuse_flaky(Bench& bench, const ctest::Place& place, int reruns,
                                const std::vector<std::string>& ids, Snapshot& snapshot);

} // namespace aurora::heal
