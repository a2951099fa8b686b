#pragma once

#include <string>

#include "aurora/forge/task_index.hpp"
#include "aurora/heal/outcome.hpp"
#include "session.hpp"

namespace aurora::cli {

/// `<build>/aurora/tasks/`: a file a cause for whoever is to mend it, the text of an issue beside it, and
/// index.json; those of the run before go.
base::Result<void> write_tasks(Session& session, const heal::Snapshot& snapshot);
base::Result<void> write_tasks(Session& session, const heal::Outcome& outcome);

/// What the run before wrote; environment error when there was none.
base::Result<forge::TaskIndex> read_tasks(Session& session);

std::string tasks_folder(const Session& session);

} // namespace aurora::cli
