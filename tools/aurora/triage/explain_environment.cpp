#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

model::Analysis of_exception(const model::Event& event) {
  model::Analysis analysis;
  const auto type = event.error_class.substr(10);
  analysis.root_cause = fmt::format("An exception of type {} ended the test: {}", type, event.message);
  analysis.suggestion = "Find who throws it (gdb: catch throw), and check that value before.";
  if (base::contains(type, "out_of_range"))
    analysis.suggestion = "Check the index or key before at(); the container is shorter than is assumed.";
  else if (base::contains(type, "bad_optional_access") || base::contains(type, "bad_variant_access"))
    analysis.suggestion = "Check that there is a value before it is taken out.";
  else if (base::contains(type, "bad_alloc") || base::contains(type, "length_error"))
    analysis.suggestion = "A size is far too large: often a negative number made unsigned.";
  analysis.confidence = 0.55;
  return analysis;
}

} // namespace

model::Analysis explain_logic(const model::Event& event) {
  model::Analysis analysis;
  if (event.error_class.starts_with("Exception:")) {
    analysis = of_exception(event);
  } else {
    analysis.root_cause =
        "The test program says that it failed, without naming an assertion: " + event.message;
    analysis.suggestion = "Read its output; let it print what it expected.";
    analysis.confidence = 0.25;
  }
  set_suspect(analysis, event);
  return analysis;
}

model::Analysis explain_environment(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  analysis.confidence = 0.6;
  if (event.error_class == "NotRun") {
    analysis.root_cause = "The test could not be started: " + event.message;
    analysis.suggestion =
        "Build its executable; check the command of add_test, REQUIRED_FILES and its fixtures.";
  } else {
    analysis.root_cause = "A file, right or tool is missing where the test runs: " + event.message;
    analysis.suggestion =
        "Create what the test needs in its fixture; give it a working directory of its own.";
  }
  return analysis;
}

} // namespace aurora::triage
