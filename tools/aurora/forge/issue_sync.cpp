#include "aurora/forge/issue_sync.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;
using Issues = std::vector<TrackedIssue>;

constexpr int k_most_attempts = 3;

bool may_have_happened(const base::Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::limit ||
         error.code == ErrorCode::invalid_input;
}

/// Trying the next step would only meet the same.
bool ends_it(const base::Error& error) {
  return error.code == ErrorCode::permission || error.code == ErrorCode::cancelled ||
         error.code == ErrorCode::limit;
}

/// Whether there is one of the step's cause: an attempt whose answer was lost may have opened it.
base::Result<bool> is_there(Step& step, Tracker& tracker) {
  const auto issues = tracker.issues();
  if (!issues)
    return base::forward(issues);
  for (const auto& issue : *issues) {
    const auto marker = find_marker(issue.body);
    if (!marker || marker->state == Marker::State::duplicate ||
        std::ranges::find(marker->causes, step.signature) == marker->causes.end())
      continue;
    step.number = issue.number;
    step.url = issue.url;
    return true;
  }
  return false;
}

base::Result<void> open_once(Step& step, const SyncPorts& ports) {
  for (int attempt = 1;; ++attempt) {
    auto made = ports.tracker.open(step.title, step.text);
    if (made) {
      step.number = made->number;
      step.url = made->url;
      return {};
    }
    if (!may_have_happened(made.error()) || attempt == k_most_attempts)
      return base::forward(made);
    ports.pause();
    const auto there = is_there(step, ports.tracker);
    if (!there)
      return base::forward(there);
    if (*there)
      return {};
  }
}

class Synchronizer {
public:
  Synchronizer(const TaskIndex& index, const SyncPorts& ports, const SyncOptions& options)
      : m_index(index), m_ports(ports), m_options(options) {}

  base::Result<SyncResult> run() {
    auto issues = list();
    if (!issues)
      return base::forward(issues);
    auto steps = plan_issues({m_index, *issues, m_options.remembered, m_options.most_new});
    if (m_options.doing == SyncOptions::Doing::nothing)
      return SyncResult{std::move(steps), {}};
    do_all(std::move(steps));
    if (m_opened && !m_ended)
      close_what_came_twice();
    return std::move(m_result);
  }

private:
  /// With those that the history remembers and whose label is gone.
  base::Result<Issues> list() {
    auto issues = m_ports.tracker.issues();
    if (!issues)
      return issues;
    std::set<long long> numbers;
    for (const auto& issue : *issues)
      numbers.insert(issue.number);
    for (const auto& [signature, number] : m_options.remembered) {
      if (!numbers.insert(number).second)
        continue;
      auto one = m_ports.tracker.issue(number);
      if (one)
        issues->push_back(std::move(*one));
      else if (one.error().code != ErrorCode::not_found)
        return base::forward(one);
    }
    std::ranges::sort(*issues, {}, &TrackedIssue::number);
    return issues;
  }

  void do_all(std::vector<Step> steps) {
    for (auto& step : steps) {
      if (m_ended)
        break;
      if (auto done = do_step(step); !done) {
        m_result.problems.push_back(fmt::format("{} {}: {}", to_string(step.act),
                                                step.url.empty() ? step.signature : step.url,
                                                base::to_string(done.error())));
        m_ended = ends_it(done.error());
        continue;
      }
      if (step.act != Act::leave && m_ports.done)
        m_ports.done(step);
      m_result.steps.push_back(std::move(step));
    }
  }

  base::Result<void> do_step(Step& step) {
    if (step.act == Act::leave)
      return {};
    if (step.act == Act::open)
      return open(step);
    if (!step.key.empty())
      if (auto told = comment(step); !told)
        return told;
    IssueEdit edit{step.body, std::nullopt};
    if (step.act == Act::close || step.act == Act::close_duplicate)
      edit.state = IssueState::closed;
    if (step.act == Act::reopen)
      edit.state = IssueState::open;
    return m_ports.tracker.edit(step.number, edit);
  }

  base::Result<void> open(Step& step) {
    m_opened = true;
    return open_once(step, m_ports);
  }

  base::Result<void> comment(const Step& step) {
    for (int attempt = 1;; ++attempt) {
      const auto texts = m_ports.tracker.comments(step.number);
      if (!texts)
        return base::forward(texts);
      const auto line = note_line(step.key);
      if (std::ranges::any_of(*texts, [&](const auto& text) { return base::contains(text, line); }))
        return {};
      auto made = m_ports.tracker.comment(step.number, step.text);
      if (made || !may_have_happened(made.error()) || attempt == k_most_attempts)
        return made;
      m_ports.pause();
    }
  }

  /// A request that was delivered twice, or another job at the same time, may have opened a second one.
  void close_what_came_twice() {
    const auto issues = m_ports.tracker.issues();
    if (!issues) {
      m_result.problems.push_back("not looked at again after opening issues: " +
                                  base::to_string(issues.error()));
      return;
    }
    auto steps = plan_issues({m_index, *issues, {}, 0});
    std::erase_if(steps, [](const Step& step) { return step.act != Act::close_duplicate; });
    do_all(std::move(steps));
  }

  const TaskIndex& m_index;
  const SyncPorts& m_ports;
  const SyncOptions& m_options;
  SyncResult m_result;
  bool m_opened = false;
  bool m_ended = false;
};

} // namespace

base::Result<SyncResult> sync_issues(const TaskIndex& index, const SyncPorts& ports,
                                     const SyncOptions& options) {
  return Synchronizer(index, ports, options).run();
}

base::Result<TrackedIssue> find_or_open_issue(const IssueTask& task, const RunFacts& run,
                                              const SyncPorts& ports) {
  const TaskIndex index{run, {task}, {}};
  auto step = plan_issues({index, {}, {}, 1}).front(); // to an empty forge it is always new
  const auto there = is_there(step, ports.tracker);
  if (!there)
    return base::forward(there);
  if (!*there)
    if (auto opened = open_once(step, ports); !opened)
      return base::forward(opened);
  return TrackedIssue{step.number, step.url, step.title, "", IssueState::open};
}

} // namespace aurora::forge
