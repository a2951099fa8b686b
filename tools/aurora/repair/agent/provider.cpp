#include "aurora/repair/agent/provider.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/agent/inventory.hpp"
#include "aurora/repair/agent/task.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair::agent {
namespace {

using base::ErrorCode;

/// The task in a file too, for agents that do not read their standard input.
constexpr auto k_start = R"(cat >"$AURORA_TASK_FILE" && exec /bin/sh -c "$1" <"$AURORA_TASK_FILE")";
constexpr std::size_t k_most_files = 50;
constexpr std::uint64_t k_most_bytes = 4UL << 20;
constexpr std::uint64_t k_reserve = 64UL << 20; ///< bytes that stay free in any case
constexpr std::size_t k_most_output = 1UL << 20;

/// Whether a process has filled more than its share since this was made; looks once a second.
class DiskWatch {
public:
  DiskWatch(const AgentOptions& options, sys::Clock& clock, std::vector<std::string> places)
      : m_options(options), m_clock(clock), m_places(std::move(places)), m_next(clock.steady_now()) {
    for (const auto& place : m_places)
      m_free.push_back(options.free_bytes(place));
  }

  bool is_overfull() {
    if (m_clock.steady_now() < m_next)
      return false;
    m_next = m_clock.steady_now() + std::chrono::seconds(1);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
      const auto now = m_options.free_bytes(m_places[i]);
      if (now < k_reserve || (now < m_free[i] && m_free[i] - now > m_options.max_disk))
        return true;
    }
    return false;
  }

private:
  const AgentOptions& m_options;
  sys::Clock& m_clock;
  std::vector<std::string> m_places;
  std::vector<std::uint64_t> m_free;
  std::chrono::steady_clock::time_point m_next;
};

std::string last_words(const sys::ProcessResult& result) {
  const auto lines = base::split_lines(result.stdout_text.empty() ? result.stderr_text : result.stdout_text);
  for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    if (!base::trim(*line).empty())
      return base::to_printable(base::trim(*line).substr(0, 500));
  return {};
}

std::string title_of(const std::vector<model::FileChange>& changes) {
  std::vector<std::string> names;
  for (const auto& change : changes)
    names.push_back(change.path);
  if (names.size() > 3)
    names.resize(3);
  return "agent's change of " + base::join(names, ", ") + (names.size() < changes.size() ? ", …" : "");
}

} // namespace

base::Result<sys::ProcessResult> AgentProvider::run_agent(const std::string& task) {
  sys::ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", k_start, "sh", m_options.command};
  spec.cwd = m_shadow.source_dir();
  spec.stdin_text = task;
  spec.environment["AURORA_TASK_FILE"] = sys::join_path(m_shadow.exchange_dir(), "task.md");
  spec.timeout = m_options.timeout;
  spec.file_size_limit = m_options.max_disk;
  spec.output_limit = k_most_output;
  spec.writable = m_options.writable;
  DiskWatch watch(m_options, m_clock, {m_shadow.exchange_dir(), "/tmp"});
  m_disk_full = false;
  spec.cancelled = [&] {
    m_disk_full = m_disk_full || watch.is_overfull();
    return m_disk_full;
  };
  auto result = m_shadow.run_contained(std::move(spec));
  if (result) {
    result->stdout_text = m_options.masked(result->stdout_text);
    result->stderr_text = m_options.masked(result->stderr_text);
  }
  return result;
}

void AgentProvider::record(const Context& context, const std::string& task,
                           const sys::ProcessResult& result) {
  m_run.signature = context.cluster.signature;
  m_run.task = task;
  m_run.output = base::to_printable(result.stdout_text + result.stderr_text);
  m_run.outcome =
      m_disk_full ? fmt::format("stopped: it filled more than {} MiB of the disk", m_options.max_disk >> 20)
                  : sys::to_string(result.outcome);
  m_run.seconds = result.duration.count();
  if (m_options.record)
    m_options.record(m_run);
}

base::Result<model::FileChange> AgentProvider::read_change(const Context& context, const std::string& path) {
  model::FileChange change;
  change.path = path;
  auto before = context.files.read(sys::join_path(m_options.source_dir, path), k_most_bytes);
  if (before)
    change.before = std::move(*before);
  else if (before.error().code != ErrorCode::not_found)
    return base::forward(before);
  auto after = m_shadow.read(path);
  if (after)
    change.after = std::move(*after);
  else if (after.error().code != ErrorCode::not_found)
    return base::forward(after);
  if (change.after && change.after->size() > k_most_bytes)
    return base::fail(ErrorCode::limit, "the agent made it too large", path);
  return change;
}

/// What it left lying about is no part of a repair: new files count when they are sources or locked.
bool AgentProvider::counts(const Context&, const model::FileChange& change) const {
  if (change.before == change.after)
    return false;
  const auto name = sys::file_name(change.path);
  const bool code = is_source(change.path) || is_header(change.path) || name == "CMakeLists.txt" ||
                    name.ends_with(".cmake");
  return change.before || code || (m_options.locked && m_options.locked(change.path));
}

base::Result<std::vector<model::FileChange>>
AgentProvider::read_changes(const Context& context, const std::vector<std::string>& paths) {
  std::vector<model::FileChange> changes;
  for (const auto& path : paths) {
    auto change = read_change(context, path);
    if (!change)
      return base::forward(change);
    if (counts(context, *change))
      changes.push_back(std::move(*change));
  }
  if (changes.size() > k_most_files)
    return base::fail(ErrorCode::limit,
                      fmt::format("the agent changed {} files; none of it is taken", changes.size()));
  return changes;
}

base::Result<std::vector<model::Patch>> AgentProvider::propose(const Context& context) {
  m_hopeful = false;
  ++m_round;
  const auto before = take_inventory(m_shadow);
  if (!before)
    return base::forward(before);
  const auto task = m_options.masked(task_text(context));
  const auto result = run_agent(task);
  if (!result)
    return base::forward(result);
  const auto after = m_disk_full ? before : take_inventory(m_shadow);
  if (!after)
    return base::forward(after);
  m_run.changed = differences(*before, *after);
  record(context, task, *result);
  if (m_disk_full || result->outcome.kind == sys::Outcome::Kind::timed_out)
    return base::fail(ErrorCode::limit, "the agent was stopped: " + m_run.outcome);
  for (const auto& path : m_run.changed)
    if (const auto found = after->find(path); found != after->end() && found->second.starts_with("-> "))
      return base::fail(ErrorCode::invalid_input, "the agent made a link of it; none of its changes is taken",
                        path);
  auto changes = read_changes(context, m_run.changed);
  if (!changes)
    return base::forward(changes);
  if (changes->empty())
    return base::fail(ErrorCode::not_found,
                      "the agent changed nothing (" + m_run.outcome + ") " + last_words(*result));
  model::Patch patch;
  patch.provider = name();
  patch.rule = m_options.masked(m_options.command);
  patch.title = title_of(*changes);
  patch.explanation = last_words(*result);
  patch.changes = std::move(*changes);
  m_hopeful = true;
  return std::vector{std::move(patch)};
}

} // namespace aurora::repair::agent
