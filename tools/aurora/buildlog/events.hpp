#pragma once

#include <vector>

#include "aurora/buildlog/reader.hpp"
#include "aurora/model/event.hpp"

namespace aurora::buildlog {

/// One event per distinct error (the same error of a header met in many sources is one), in order of the log:
/// What follows from a brace that is not closed is left out, and so is what a command says after its 50th error;
/// suite "build", test_id `build::<file or target>` made unique with "#2", "#3" …; category build, link or
/// type. ts, commit, branch, signature and analysis are left to triage.
std::vector<model::Event> to_events(const BuildLog& log);

} // namespace aurora::buildlog
