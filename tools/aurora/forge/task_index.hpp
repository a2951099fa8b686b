#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/forge/task.hpp"

namespace aurora::forge {

/// What an issue needs to know of a task; texts as they are to be sent.
struct IssueTask {
  std::string signature;
  std::vector<std::string> signatures; ///< its own first
  std::string title;
  std::string status;   ///< issue_status()
  std::string attempts; ///< issue_attempts()
  std::string body;     ///< issue_body(); in a file of its own, `<signature>.md`
  Nature nature = Nature::broken;
  std::vector<std::string> tests; ///< CTest's names
};

/// tasks/index.json (schema aurora.tasks/1): what a run found, so that issues can be kept later, by another
/// job that runs nothing of the project.
struct TaskIndex {
  RunFacts run;
  std::vector<IssueTask> tasks;    ///< most urgent first
  std::vector<std::string> passed; ///< CTest's names of tests all of which passed
};

IssueTask issue_task(const Task& task, const RunFacts& run);

std::string to_json(const TaskIndex& index);

/// Without the bodies. invalid_input or unsupported; signatures that are none are invalid_input, since files
/// are called by them.
base::Result<TaskIndex> task_index_from_json(std::string_view text);

} // namespace aurora::forge
