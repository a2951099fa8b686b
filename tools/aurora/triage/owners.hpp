#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::triage {

/// The rules of a CODEOWNERS file (as GitHub and GitLab document it); the last match wins.
class Owners {
public:
  /// Never fails: what is no rule (comments, GitLab's section heads) is skipped.
  static Owners parse(std::string_view text);
  /// Owners of a path relative to the source root; empty when nobody is named.
  std::vector<std::string> of(std::string_view path) const;

private:
  struct Rule {
    std::string pattern;
    bool anchored = false;
    std::vector<std::string> owners;
  };
  std::vector<Rule> m_rules;
};

} // namespace aurora::triage
