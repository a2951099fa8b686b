#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/forge/issue_plan.hpp"

namespace aurora::forge {

struct SyncPorts {
  Tracker& tracker;
  std::function<void()> pause;           ///< before a call is made again that may have had its effect
  std::function<void(const Step&)> done; ///< after each step, with the number and address of a new issue
};

struct SyncOptions {
  std::map<std::string, long long> remembered; ///< signature → number, from the history
  std::size_t most_new = 10;
  enum class Doing { everything, nothing } doing = Doing::everything; ///< nothing: only the plan
};

struct SyncResult {
  std::vector<Step> steps;           ///< that were done, or would be; those that leave an issue too
  std::vector<std::string> problems; ///< what could not be done, and why
};

/// Brings the issues up to what the run found. Whatever is lost on the way (an answer, the process itself),
/// doing it again neither opens a second issue nor writes a comment twice: before anything is sent again, the
/// forge is asked whether it has it. Error when the issues cannot be listed; everything else is a problem of
/// one step.
base::Result<SyncResult> sync_issues(const TaskIndex& index, const SyncPorts& ports,
                                     const SyncOptions& options);

/// The issue of one cause, opened when there is none; for who wants to point at it. Once only, as above.
base::Result<TrackedIssue> find_or_open_issue(const IssueTask& task, const RunFacts& run,
                                              const SyncPorts& ports);

} // namespace aurora::forge
