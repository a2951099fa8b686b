#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::forge {

enum class IssueState { open, closed };

/// An issue as the forge has it.
struct TrackedIssue {
  long long number = 0;
  std::string url;
  std::string title;
  std::string body;
  IssueState state = IssueState::open;
};

/// What is to change; empty members stay as they are.
struct IssueEdit {
  std::optional<std::string> body;
  std::optional<IssueState> state;
};

/// The issues of one project that Aurora keeps. io and limit: the forge may have done it nevertheless; every
/// other error: it has not.
class Tracker {
public:
  virtual ~Tracker() = default;
  /// All of ours, open and closed, by number.
  virtual base::Result<std::vector<TrackedIssue>> issues() = 0;
  virtual base::Result<TrackedIssue> issue(long long number) = 0; ///< not_found
  virtual base::Result<TrackedIssue> open(const std::string& title, const std::string& body) = 0;
  virtual base::Result<std::vector<std::string>> comments(long long number) = 0;
  virtual base::Result<void> comment(long long number, const std::string& text) = 0;
  virtual base::Result<void> edit(long long number, const IssueEdit& edit) = 0;
};

} // namespace aurora::forge
