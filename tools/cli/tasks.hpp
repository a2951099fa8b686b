#pragma once

#include <string>

#include "aurora/heal/outcome.hpp"
#include "session.hpp"

namespace aurora::cli {

/// `<build>/aurora/tasks/`: a file a cause for whoever is to mend it, the text of an issue beside it, and
/// index.json; those of the run before go.
base::Result<void> write_tasks(Session& session, const heal::Snapshot& snapshot);
base::Result<void> write_tasks(Session& session, const heal::Outcome& outcome);

std::string tasks_folder(const Session& session);

} // namespace aurora::cli
