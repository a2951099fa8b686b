#include "aurora/triage/explain.hpp"

#include "aurora/base/project_path.hpp"

namespace aurora::triage {

const model::Frame* suspect_frame(const model::Event& event) {
  const model::Frame* fallback = nullptr;
  for (const auto& frame : event.frames) {
    if (!frame.in_project || frame.file.empty())
      continue;
    if (base::may_be_at_fault(frame.file))
      return &frame;
    if (fallback == nullptr)
      fallback = &frame;
  }
  return fallback;
}

void set_suspect(model::Analysis& analysis, const model::Event& event) {
  if (const auto* frame = suspect_frame(event)) {
    analysis.suspect_file = frame->file;
    analysis.suspect_line = frame->line;
  } else if (base::may_be_at_fault(event.file)) {
    analysis.suspect_file = event.file;
    analysis.suspect_line = event.line;
  }
}

model::Analysis explain(const model::Event& event) {
  switch (event.category) {
  case model::Category::assertion:
    return explain_assertion(event);
  case model::Category::build:
  case model::Category::type:
    return event.suite == "build" ? explain_build(event) : explain_logic(event);
  case model::Category::link:
    return explain_link(event);
  case model::Category::crash:
    return explain_crash(event);
  case model::Category::sanitizer:
    return explain_sanitizer(event);
  case model::Category::timeout:
    return explain_timeout(event);
  case model::Category::database:
    return explain_database(event);
  case model::Category::network:
    return explain_network(event);
  case model::Category::environment:
    return explain_environment(event);
  case model::Category::performance:
    return explain_performance(event);
  case model::Category::logic:
    break;
  }
  return explain_logic(event);
}

} // namespace aurora::triage
