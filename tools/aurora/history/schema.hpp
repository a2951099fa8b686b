#pragma once

#include <string>
#include <vector>

#include "aurora/history/database.hpp"

namespace aurora::history {

/// The statements that lead from version `to - 1` to version `to` (1-based).
std::vector<std::string> migration(int to, Dialect dialect);

/// The version this program reads and writes.
int newest_schema();

/// The version a database is at; 0 for an empty one.
base::Result<int> schema_version(Database& database);

/// Brings a database forward, all steps in one transaction. Two programs that do so at once wait for each
/// other. unsupported when it is newer than `to`.
base::Result<void> migrate(Database& database, int to);

} // namespace aurora::history
