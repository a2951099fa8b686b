#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/benchmark/comparison.hpp"
#include "aurora/benchmark/definition.hpp"

namespace aurora::benchmark {

/// What holds for a benchmark that says nothing else itself.
struct Wishes {
  double tolerance = 20;  ///< percent
  double confidence = 99; ///< percent
  int repetitions = 10;
  std::vector<std::string> only; ///< names of aurora_add_benchmark(); empty: all
};

/// The accepted level of a benchmark on this setup.
struct Baseline {
  std::vector<double> samples;
  std::string at;     ///< RFC 3339, of its newest measurement
  std::string commit; ///< likewise
};

/// What was found of one benchmark.
struct Judged {
  Comparison comparison;
  Tolerance tolerance;
  std::vector<double> samples; ///< of now
  Baseline baseline;
  std::string file; ///< CMake's, where it is registered
};

struct Failure {
  std::string name;
  std::string why;
  std::string file;
};

/// What came of measuring all benchmarks once.
struct Report {
  std::string timestamp;
  std::string setup;
  std::vector<Judged> benchmarks;
  std::vector<Failure> failed; ///< did not run to their end
};

using Measure = std::function<base::Result<std::vector<Measurement>>(const Definition&, int repetitions,
                                                                     std::vector<std::string>& problems)>;

/// Measures each benchmark and compares it with its baseline, by name. One that is slower is measured again
/// at once, and only slower when it is so both times: what else the machine did in one of them is no
/// regression. usage error for a wish that names no benchmark.
base::Result<Report> check(const std::vector<Definition>& definitions, const Wishes& wishes,
                           const std::map<std::string, Baseline>& baselines, const Measure& measure);

/// Whether what was measured may become part of what later runs are compared with.
bool is_of_the_level(Finding finding);

/// "2.04 times as slow as its baseline: 9.24 ms instead of 4.53 ms …"
std::string in_words(const Judged& judged);

} // namespace aurora::benchmark
