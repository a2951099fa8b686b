#pragma once

#include <string>

#include "aurora/heal/bench.hpp"

namespace aurora::cli {

/// logs/tests.ndjson (aurora.test/1): every run of every test with its result, exit code and output (A3).
std::string test_log(const heal::Snapshot& snapshot);

} // namespace aurora::cli
