#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/patch.hpp"

namespace aurora::gate {

/// Who made the change: a heal is held to the locks, a person is not.
enum class Author { heal, agent, person };

/// `.aurora/policy.yml` and `.aurora/protected-files.yml`, or the defaults.
struct Policy {
  int max_changed_lines = 40;
  int max_files = 2;
  double max_size_change = 0.5; ///< share of a file's bytes that may come or go; small files are exempt
  std::vector<std::string> protected_files; ///< globs that need approval
  std::vector<std::string> test_files; ///< globs that are test sources, beside what is recognized by content
  std::vector<std::string> allowed_rules; ///< ids of pattern rules that the team switched off
  bool allow_test_edits = false;
};

/// invalid_input with path and line for unknown keys and wrong types.
base::Result<Policy> parse_policy(std::string_view policy_yaml, std::string_view protected_yaml);

/// Whether a file is locked while healing: test sources, test registration, CI files, coverage thresholds,
/// `.aurora/`. text is the file's content (test sources are recognized by the framework they include). A
/// plain program that CTest runs is not a test source. CMakeLists.txt is judged by what changes in it
/// (check()), not locked as a whole.
bool is_locked(const Policy& policy, std::string_view path, std::string_view text);

/// Everything the gate has to say about a change; refused when any finding is an error. Findings in stable
/// order.
std::vector<model::Finding> check(const Policy& policy, const model::Patch& patch, Author author);

bool refused(const std::vector<model::Finding>& findings);

/// Whether an error among the findings is an attempt to turn green without repairing: tests, their
/// registration, CI files or thresholds touched, assertions or checks taken away, code that asks whether it
/// is being tested.
bool is_cheating(const std::vector<model::Finding>& findings);

/// low, medium or high, with reasons in words.
struct RiskAssessment {
  model::Risk risk = model::Risk::low;
  std::vector<std::string> reasons;
};
RiskAssessment assess_risk(const Policy& policy, const model::Patch& patch);

} // namespace aurora::gate
