#pragma once

#include <string>
#include <vector>

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

base::Result<void> write_benchmarks(Database& database, const std::vector<BenchmarkRecord>& benchmarks);

struct Baselines {
  std::string setup;
  std::size_t most = 0; ///< of each name
};

/// Newest first.
base::Result<std::vector<BenchmarkRecord>> read_baselines(Database& database, const std::string& project,
                                                          const Baselines& wanted);

} // namespace aurora::history
