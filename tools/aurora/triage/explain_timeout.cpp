#include "aurora/triage/explain.hpp"

namespace aurora::triage {

model::Analysis explain_timeout(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  analysis.root_cause =
      "The test was stopped at its time limit: a loop does not end, a lock or a wait is never released, "
      "or the work grew.";
  analysis.suggestion = "Look at what changes the loop's condition in the suspect function; "
                        "a trace of the hanging process (gdb -p) names the line.";
  analysis.confidence = suspect_frame(event) != nullptr ? 0.5 : 0.25;
  return analysis;
}

} // namespace aurora::triage
