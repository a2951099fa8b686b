#pragma once

#include "aurora/model/event.hpp"

namespace aurora::triage {

/// Root cause, suspect place, suggestion and confidence of a failure (feature F3), by its category. Pure;
/// what the event does not tell is left empty, and lowers the confidence.
model::Analysis explain(const model::Event& event);

// One per category, each in a file of its own.
model::Analysis explain_assertion(const model::Event& event);
model::Analysis explain_build(const model::Event& event); ///< build and type
model::Analysis explain_link(const model::Event& event);
model::Analysis explain_crash(const model::Event& event);
model::Analysis explain_sanitizer(const model::Event& event);
model::Analysis explain_timeout(const model::Event& event);
model::Analysis explain_database(const model::Event& event);
model::Analysis explain_network(const model::Event& event);
model::Analysis explain_logic(const model::Event& event);
model::Analysis explain_environment(const model::Event& event);
model::Analysis explain_performance(const model::Event& event);

/// The innermost frame of the project that is no test source; any frame of the project when all are; else
/// null.
const model::Frame* suspect_frame(const model::Event& event);

/// Points an analysis at that frame, or else at the event's own place when that is no test source.
void set_suspect(model::Analysis& analysis, const model::Event& event);

} // namespace aurora::triage
