#pragma once

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

base::Result<std::vector<RunLine>> read_runs(Database& database, const Filter& filter);

/// One run with its causes, attempts and their last verdicts, events and calls; not_found.
base::Result<RunRecord> read_run(Database& database, long long id);

} // namespace aurora::history
