#pragma once

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

/// The statements that write a run. To be called inside a transaction; returns the run's id.
base::Result<long long> write_run(Database& database, const RunRecord& run);

/// Opens, keeps and closes causes by what a run saw. What is gone although no heal landed anything was fixed
/// by people.
base::Result<void> account_for_causes(Database& database, const RunRecord& run);

} // namespace aurora::history
