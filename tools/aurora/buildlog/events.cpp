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

constexpr int k_most_of_a_command = 50;

/// A brace that is never closed makes the compiler misread all that follows it.
bool is_unclosed(const Diagnostic& diagnostic) {
  const auto& message = diagnostic.message;
  return diagnostic.stage == Stage::compile &&
         (message.ends_with("at end of input") || message == "expected '}'");
}

/// Commands whose source ends inside a brace, by what they make.
std::set<std::string> misread_commands(const BuildLog& log) {
  std::set<std::string> targets;
  for (const auto& diagnostic : log.diagnostics)
    if (diagnostic.severity == model::Severity::error && is_unclosed(diagnostic) &&
        !diagnostic.target.empty())
      targets.insert(diagnostic.target);
  return targets;
}

/// What only follows from an error that is reported too.
class Consequences {
public:
  explicit Consequences(const BuildLog& log) : m_misread(misread_commands(log)) {}

  bool hold(const Diagnostic& diagnostic) {
    if (m_misread.contains(diagnostic.target) && diagnostic.stage == Stage::compile &&
        !is_unclosed(diagnostic))
      return true;
    return !diagnostic.target.empty() && ++m_reported[diagnostic.target] > k_most_of_a_command;
  }

private:
  std::set<std::string> m_misread;
  std::map<std::string, int> m_reported;
};

} // namespace

std::vector<model::Event> to_events(const BuildLog& log) {
  std::vector<model::Event> events;
  std::set<std::string> seen;
  std::map<std::string, int> uses;
  Consequences consequences(log);
  for (const auto& diagnostic : log.diagnostics) {
    if (diagnostic.severity != model::Severity::error || consequences.hold(diagnostic) ||
        !seen.insert(key_of(diagnostic)).second)
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
