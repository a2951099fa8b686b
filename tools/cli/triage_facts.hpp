#pragma once

#include "aurora/triage/risk.hpp"
#include "session.hpp"

namespace aurora::cli {

/// What is known of the project beside its failures: protected files from the policy, files that git says
/// were changed lately, and since when causes are known from the clusters.json of the run before. Found out
/// once a session.
const triage::TriageOptions& triage_options(Session& session);

} // namespace aurora::cli
