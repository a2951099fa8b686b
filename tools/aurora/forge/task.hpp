#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/forge/run_facts.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/suspect.hpp"

namespace aurora::forge {

enum class Priority { critical, high, medium, low };
std::string_view to_string(Priority priority);

/// By the levels of triage's risk: broken builds, sanitizer reports and crashes are critical, wrong results
/// and timeouts high, what is outside the program medium, flaky and cosmetic failures low.
Priority priority_of(double risk);

enum class Nature { broken, flaky, quarantined };
std::string_view to_string(Nature nature);

struct TaskFailure {
  std::string test_id;
  std::string file;
  int line = 0;
  std::string message;
  std::string repro;
};

/// What somebody is to do about one cause. Texts come from logs, without secrets, else as they were.
struct Task {
  std::string id; ///< "aurora-<signature>": the same in every run
  std::string signature;
  std::vector<std::string> signatures; ///< all of the cause, its own first
  std::string title;
  std::string category;
  Nature nature = Nature::broken;
  Priority priority = Priority::high;
  double risk = 0;
  std::vector<std::string> reasons; ///< of the risk
  std::string first_seen;
  int failure_count = 0;
  std::vector<TaskFailure> failures; ///< the first of them
  std::vector<std::string> tests;    ///< CTest's names of all that fail, sorted
  std::string repro;
  std::string excerpt; ///< of the first failure's text
  std::vector<std::string> acceptance;
  std::vector<std::string> approach;
  std::string ending;             ///< how heal left it, in a word; empty: it was not asked
  std::vector<std::string> tried; ///< by heal
  std::string patch;              ///< that was left for it, relative to `<build>/aurora`; may be empty
  std::vector<std::string> related_docs;
};

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
