#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::task {

enum class Priority { critical, high, medium, low };
std::string_view to_string(Priority priority);

/// By the levels of triage's risk: broken builds, sanitizer reports and crashes are critical, wrong results
/// and timeouts high, what is outside the program medium, flaky and cosmetic failures low.
Priority priority_of(double risk);

/// What kind of work it is: a fault, one that does not show in every run, one that does not count for now, or
/// something that is not at fault and could be better.
enum class Nature { broken, flaky, quarantined, improvement };
std::string_view to_string(Nature nature);

struct TaskFailure {
  std::string test_id;
  std::string file;
  int line = 0;
  std::string message;
  std::string repro;
};

/// What somebody is to do about one cause, or one thing that could be better. Texts come from logs, without
/// secrets, else as they were.
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

} // namespace aurora::task
