#include "aurora/triage/explain.hpp"

namespace aurora::triage {

model::Analysis explain_performance(const model::Event& event) {
  model::Analysis analysis;
  if (event.error_class == "BenchmarkFailed") {
    analysis.root_cause = "The benchmark did not run to its end, so nothing is known of its speed.";
    analysis.suggestion = "Run it by hand with the command below; what it says stands in the details.";
    analysis.confidence = 0.5;
    return analysis;
  }
  analysis.root_cause =
      "The same work takes more time than it took at the accepted level, on the same machine with the "
      "same compiler and build type, by more than chance explains.";
  analysis.suggestion =
      "Look at what changed since then (a profile of both states tells where); if the new level is "
      "meant, accept it with `aurora benchmark accept`.";
  analysis.confidence = 0.4;
  return analysis;
}

} // namespace aurora::triage
