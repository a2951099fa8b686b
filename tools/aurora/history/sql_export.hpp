#pragma once

#include <functional>

#include "aurora/history/records.hpp"
#include "aurora/history/store.hpp"

namespace aurora::history {

/// Calls back with every row of a table, by id, a few thousand at a time: a history need not fit into memory.
base::Result<void> read_table(Database& database, const Filter& filter, const std::string& table,
                              const std::function<void(const Row&)>& use);

} // namespace aurora::history
