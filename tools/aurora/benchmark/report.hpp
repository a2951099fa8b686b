#pragma once

#include <iosfwd>

#include "aurora/benchmark/check.hpp"

namespace aurora::benchmark {

/// benchmarks.json (schema aurora.benchmarks/1): every benchmark with finding, medians in seconds, ratio and
/// p value.
void write_report(std::ostream& out, const Report& report);

} // namespace aurora::benchmark
