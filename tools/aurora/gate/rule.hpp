#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/gate/changed_lines.hpp"
#include "aurora/gate/file_kind.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/gate/tokens.hpp"

namespace aurora::gate {

/// One file of a change, read once for all rules.
struct FileView {
  const model::FileChange& change;
  const Policy& policy;
  Author author = Author::heal;
  FileKind kind = FileKind::data;
  bool is_test = false;   ///< before or after the change
  bool is_binary = false; ///< no rule but the limits and locks looks into it
  ChangedLines lines;
  TokenStream before; ///< empty unless kind is cpp
  TokenStream after;

  bool added(int line) const { return lines.added_numbers.contains(line); }
  /// Whether any line from that of tokens[first] to that of tokens[last] is new.
  bool added(std::size_t first, std::size_t last) const;
  bool automated() const { return author != Author::person; }
};

/// Collects what a rule finds, with the file's name filled in.
class Findings {
public:
  Findings(std::string_view rule, const FileView& file, std::vector<model::Finding>& out)
      : m_rule(rule), m_file(file), m_out(out) {}
  void add(model::Severity severity, int line, std::string message);
  /// An error for a heal or an agent, a warning for a person.
  void add_risky(int line, std::string message);

private:
  std::string_view m_rule;
  const FileView& m_file;
  std::vector<model::Finding>& m_out;
};

/// A rule on what a change adds to (or takes from) one file.
struct Rule {
  std::string_view id;
  void (*look)(const FileView& file, Findings& findings);
};

/// Every pattern rule; a team may switch them off by id.
const std::vector<Rule>& pattern_rules();

} // namespace aurora::gate
