#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/benchmark/comparison.hpp"

namespace aurora::benchmark {

/// What counts: time of the processor, which other programs hardly change, or time that passes.
enum class Clock { cpu, wall };

/// What one run of a benchmark's program has told.
struct Results {
  std::vector<Measurement> measurements;
  std::vector<std::string> problems; ///< benchmarks that say of themselves that they failed
};

/// A Google Benchmark report in JSON, as --benchmark_out writes it. Every single repetition counts, none of
/// the aggregates. With Clock::cpu a benchmark that was told to use real or manual time is taken at that all
/// the same. Names begin with `prefix`. invalid_input for anything else.
base::Result<Results> read_google(std::string_view json, const std::string& prefix, Clock clock);

/// Lines `<name>: <number> <unit>` (ns, us, ms or s) of what a program printed; all others are no
/// measurements. invalid_input when there is none. A name that comes again is one more sample of the same.
base::Result<Results> read_lines(std::string_view text, const std::string& prefix);

} // namespace aurora::benchmark
