#pragma once

#include <vector>

#include "aurora/model/event.hpp"
#include "session.hpp"

namespace aurora::cli {

/// The events by cause, most urgent first, ranked by what is known of the project beside its failures:
/// protected files from the policy, files that git says were changed lately, and since when causes are known
/// from the clusters.json of the run before. That is found out once a session, when the first event asks for
/// it.
std::vector<model::Cluster> causes_of(Session& session, std::vector<model::Event> events);

} // namespace aurora::cli
