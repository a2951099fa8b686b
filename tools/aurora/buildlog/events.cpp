#include "aurora/buildlog/events.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "aurora/buildlog/message.hpp"

namespace aurora::buildlog {
namespace {

model::Category category_of(const Diagnostic& diagnostic) {
  if (diagnostic.stage == Stage::link)
    return model::Category::link;
  if (diagnostic.stage == Stage::compile && is_type_message(diagnostic.message))
    return model::Category::type;
  return model::Category::build;
}

std::string subject_of(const Diagnostic& diagnostic) {
  if (!diagnostic.place.file.empty())
    return diagnostic.place.file;
  if (!diagnostic.target.empty())
    return diagnostic.target;
  return diagnostic.stage == Stage::configure ? "CMake" : "build";
}

model::Event event_of(const Diagnostic& diagnostic) {
  model::Event event;
  event.suite = "build";
  event.outcome = "failed";
  event.file = diagnostic.place.file;
  event.line = diagnostic.place.line;
  event.column = diagnostic.place.column;
  event.error_class = diagnostic.error_class;
  event.category = category_of(diagnostic);
  event.message = diagnostic.message.substr(0, diagnostic.message.find('\n'));
  event.details = diagnostic.text;
  event.option = diagnostic.option;
  event.symbol = diagnostic.symbol;
  if (!diagnostic.function.empty())
    event.frames.push_back({diagnostic.function, diagnostic.place.file, diagnostic.place.line,
                            diagnostic.target, diagnostic.place.in_project});
  return event;
}

/// Everything that makes two printed errors the same one.
std::string key_of(const Diagnostic& diagnostic) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", diagnostic.place.file, diagnostic.place.line,
                     diagnostic.place.column, diagnostic.symbol, diagnostic.message);
}

} // namespace

std::vector<model::Event> to_events(const BuildLog& log) {
  std::vector<model::Event> events;
  std::set<std::string> seen;
  std::map<std::string, int> uses;
  for (const auto& diagnostic : log.diagnostics) {
    if (diagnostic.severity != model::Severity::error || !seen.insert(key_of(diagnostic)).second)
      continue;
    auto event = event_of(diagnostic);
    const auto subject = subject_of(diagnostic);
    const auto use = ++uses[subject];
    event.test_id = use == 1 ? "build::" + subject : fmt::format("build::{}#{}", subject, use);
    events.push_back(std::move(event));
  }
  return events;
}

} // namespace aurora::buildlog
