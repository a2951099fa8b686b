#pragma once

#include <string>

#include "aurora/task/run_facts.hpp"
#include "aurora/task/task.hpp"

namespace aurora::task {

/// The task file (schema aurora.task/1): YAML 1.2 whose texts are all in double quotes, so that nothing of a
/// log can be anything but a text.
std::string to_yaml(const Task& task, const RunFacts& run);

} // namespace aurora::task
