#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/forge/marker.hpp"
#include "aurora/forge/task_index.hpp"
#include "aurora/forge/tracker.hpp"

namespace aurora::forge {

/// What is to be done about one issue.
enum class Act {
  open,
  comment,
  reopen,
  close,
  close_duplicate,
  note, ///< only the hidden line changes
  leave ///< nothing, for a reason worth telling
};
std::string_view to_string(Act act);

struct Step {
  Act act = Act::leave;
  long long number = 0; ///< 0: not there yet
  std::string url;
  std::string signature;
  std::string title;
  std::string text;   ///< of the new issue or of the comment, with its hidden line
  std::string body;   ///< of the issue afterwards; empty when it stays
  std::string key;    ///< of the comment: one with it is there already when an earlier run got that far
  std::string reason; ///< in words
};

struct PlanInput {
  const TaskIndex& index;
  const std::vector<TrackedIssue>& issues;
  std::map<std::string, long long> remembered = {}; ///< signature → number, from the history
  std::size_t most_new = 10;
};

/// Pure: the steps that lead from the issues there are to those that tell the truth. Doing them and planning
/// again gives none. The rules:
/// - A signature that any issue of ours knows opens no second one. Of two that know it the older stays.
/// - A comment when tests, nature or heal's results changed, not for another line, time or commit.
/// - Closed only when a run of all tests on a commit as it is built and passed every test that had failed.
///   Never a flaky one.
/// - Reopened when the cause comes back after it was gone; what a person closed while it was there stays
/// closed.
/// - A run that began before the one told of last changes nothing.
std::vector<Step> plan_issues(const PlanInput& input);

} // namespace aurora::forge
