#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "aurora/forge/issue_sync.hpp"

namespace aurora::forge {

inline constexpr const char* k_first_cause = "aaaaaaaaaaaaaaaa";
inline constexpr const char* k_second_cause = "bbbbbbbbbbbbbbbb";

/// A cause that makes these tests fail.
inline IssueTask task_of(const std::string& signature, const std::vector<std::string>& tests) {
  IssueTask task;
  task.signature = signature;
  task.signatures = {signature};
  task.title = "Failure " + signature;
  task.status =
      "failing: " + std::to_string(tests.size()) + " " + (tests.empty() ? "" : tests.front()) + "\n";
  task.body = "Body of " + signature + "\n";
  task.tests = tests;
  return task;
}

/// A run of everything on a day, which could prove that something is gone.
inline TaskIndex run_on(int day, std::vector<IssueTask> tasks, std::vector<std::string> passed = {}) {
  TaskIndex index;
  index.run.id = day;
  index.run.command = "test-heal";
  index.run.started = "2026-03-0" + std::to_string(day) + "T10:00:00.000Z";
  index.run.commit = "c0ffee" + std::to_string(day);
  index.run.branch = "main";
  index.run.is_commit = true;
  index.run.verdict = tasks.empty() ? "green" : "red";
  index.tasks = std::move(tasks);
  index.passed = std::move(passed);
  return index;
}

/// A forge in memory. `faults` are taken by the next calls that would create something.
class FakeTracker final : public Tracker {
public:
  enum class Fault { none, refused, lost_before, lost_after, twice, forbidden };

  base::Result<std::vector<TrackedIssue>> issues() override { return all; }
  base::Result<TrackedIssue> issue(long long number) override {
    for (const auto& one : hidden)
      if (one.number == number)
        return one;
    return base::fail(base::ErrorCode::not_found, "404");
  }
  base::Result<TrackedIssue> open(const std::string& title, const std::string& body) override {
    ++creations;
    const auto fault = next_fault();
    if (fault == Fault::forbidden)
      return base::fail(base::ErrorCode::permission, "403");
    if (fault == Fault::refused)
      return base::fail(base::ErrorCode::environment, "422");
    if (fault == Fault::lost_before)
      return base::fail(base::ErrorCode::io, "500");
    for (int i = 0; i < (fault == Fault::twice ? 2 : 1); ++i) {
      const auto number = static_cast<long long>(all.size()) + 1;
      all.push_back({number, "https://host/" + std::to_string(number), title, body, IssueState::open});
      texts.emplace_back();
    }
    if (fault == Fault::lost_after)
      return base::fail(base::ErrorCode::io, "connection reset");
    return all.back();
  }
  base::Result<std::vector<std::string>> comments(long long number) override { return at(number); }
  base::Result<void> comment(long long number, const std::string& text) override {
    const auto fault = next_fault();
    if (fault == Fault::lost_before)
      return base::fail(base::ErrorCode::io, "500");
    at(number).push_back(text);
    if (fault == Fault::lost_after)
      return base::fail(base::ErrorCode::io, "500");
    return {};
  }
  base::Result<void> edit(long long number, const IssueEdit& edit) override {
    ++edits;
    if (edits_fail)
      return base::fail(base::ErrorCode::environment, "nobody answers");
    auto& issue = all.at(static_cast<std::size_t>(number) - 1);
    if (edit.body)
      issue.body = *edit.body;
    if (edit.state)
      issue.state = *edit.state;
    return {};
  }

  std::vector<std::string>& at(long long number) { return texts.at(static_cast<std::size_t>(number) - 1); }
  long open_count() const { return std::ranges::count(all, IssueState::open, &TrackedIssue::state); }

  std::vector<TrackedIssue> all;
  std::vector<TrackedIssue> hidden;            ///< without the label
  std::vector<std::vector<std::string>> texts; ///< comments of each
  std::deque<Fault> faults;
  bool edits_fail = false;
  int creations = 0;
  int edits = 0;

private:
  Fault next_fault() {
    if (faults.empty())
      return Fault::none;
    const auto fault = faults.front();
    faults.pop_front();
    return fault;
  }
};

} // namespace aurora::forge
