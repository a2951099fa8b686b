#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/benchmark/results.hpp"

namespace aurora::benchmark {

enum class Kind {
  time,   ///< how long the command runs is what is measured
  google, ///< a Google Benchmark program
  lines,  ///< prints lines as read_lines() reads them
};

/// What aurora_add_benchmark() has registered. Zero means: as the settings say.
struct Definition {
  std::string name;
  Kind kind = Kind::time;
  Clock clock = Clock::cpu;
  std::vector<std::string> command;
  std::string folder;                   ///< where it runs
  std::vector<std::string> environment; ///< NAME=value
  int repetitions = 0;
  double tolerance = 0;  ///< percent
  double confidence = 0; ///< percent
  int timeout = 0;       ///< seconds, of one run
  std::string file;      ///< CMake's, where it is registered; absolute
};

/// The text of `<build>/aurora_benchmarks/benchmarks.json` (schema aurora.benchmark-list/1). invalid_input
/// with the path, unsupported for a newer schema.
base::Result<std::vector<Definition>> read_definitions(std::string_view json, const std::string& path);

} // namespace aurora::benchmark
