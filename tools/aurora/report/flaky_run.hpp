#pragma once

#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::report {

/// The run as other tools are to be told of it: a failed case all of whose events are proven flaky or in
/// quarantine has passed, is marked flaky, and gives which of the two as its reason. Nothing else changes.
model::TestRun with_flakiness(model::TestRun run, const std::vector<model::Event>& events);

} // namespace aurora::report
