#pragma once

#include "aurora/heal/outcome.hpp"
#include "aurora/history/records.hpp"
#include "session.hpp"

namespace aurora::cli {

/// A test-heal as the history keeps it.
history::RunRecord record_of(Session& session, const heal::Snapshot& tests);

/// A heal with its causes, what was tried for each, and what became of it.
history::RunRecord record_of(Session& session, const heal::Outcome& healing);

} // namespace aurora::cli
