#pragma once

#include <string>
#include <vector>

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

// What Store does for benchmarks; see there. A level is begun by the measurement that was accepted; the first
// level, number 0, by the first measurement. A measurement belongs to the baseline of the level it was
// compared with, so that an acceptance can be withdrawn without leaving anything behind in the level before.

base::Result<void> write_benchmarks(Database& database, const std::vector<BenchmarkRecord>& benchmarks);
base::Result<std::vector<BenchmarkState>> read_benchmarks(Database& database, const std::string& project,
                                                          const std::string& setup);
/// In a transaction.
base::Result<bool> accept_newest(Database& database, const BenchmarkKey& key, const std::string& at);
base::Result<bool> withdraw_newest(Database& database, const BenchmarkKey& key, const std::string& at);

} // namespace aurora::history
