#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/task/run_facts.hpp"
#include "aurora/task/task.hpp"

namespace aurora::forge {

using task::Nature;
using task::Priority;
using task::priority_of;
using task::RunFacts;
using task::Task;
using task::TaskFailure;
using task::to_string;

/// What a task says besides its cluster.
struct TaskFacts {
  std::vector<model::Suspect> suspects;
  std::string ending;
  std::vector<std::string> tried;
  std::string patch;
  std::vector<std::string> related_docs;
  const std::set<std::string>* ctest_names = nullptr;  ///< all that are registered
  std::function<std::string(std::string_view)> masked; ///< takes secrets out
};

Task make_task(const model::Cluster& cluster, const TaskFacts& facts);

/// Stands among the tests for a build that fails.
inline constexpr std::string_view k_the_build = "the build";

/// The CTest test that an event's test id belongs to, k_the_build for an event of the build, else the id
/// itself.
std::string ctest_name_of(const std::string& test_id, const std::set<std::string>& ctest_names);

} // namespace aurora::forge
