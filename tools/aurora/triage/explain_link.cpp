#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

void explain_undefined(model::Analysis& analysis, const std::string& symbol) {
  if (symbol.starts_with("vtable for ")) {
    analysis.root_cause = fmt::format(
        "The first virtual function of {} that is not inline has no definition.", symbol.substr(11));
    analysis.suggestion = "Define that function (often the destructor), and list its source in the target.";
    return;
  }
  analysis.root_cause =
      fmt::format("{} is declared and used, but no linked object or library defines it.", symbol);
  analysis.suggestion = "Define it, add its source file to the target, or link the library that has it.";
}

} // namespace

model::Analysis explain_link(const model::Event& event) {
  model::Analysis analysis;
  analysis.suspect_file = event.file;
  analysis.suspect_line = event.line;
  analysis.confidence = 0.8;
  if (event.error_class == "UndefinedReference") {
    explain_undefined(analysis, event.symbol);
  } else if (event.error_class == "MultipleDefinition") {
    analysis.root_cause = fmt::format("{} is defined in more than one object.", event.symbol);
    analysis.suggestion = "Keep one definition; a function in a header must be inline.";
  } else if (event.error_class == "MissingLibrary") {
    analysis.root_cause =
        fmt::format("The library {} is linked but is not installed or not built.", event.symbol);
    analysis.suggestion = "Correct its name in target_link_libraries, or install it.";
  } else {
    analysis.root_cause = "The linker failed: " + event.message;
    analysis.suggestion = "Read the linker's whole message in the event's details.";
    analysis.confidence = 0.4;
  }
  return analysis;
}

} // namespace aurora::triage
