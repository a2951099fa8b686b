#pragma once

#include <string>
#include <vector>

namespace aurora::playbook {

/// How an edit looks anywhere: identifiers are holes, "${1}", "${2}", …; equal ones are the same hole.
struct Pattern {
  std::string before;
  std::string after;
  bool empty() const { return before.empty(); }
  bool operator==(const Pattern&) const = default;
};

/// One run of lines in one file, without their terminators.
struct Edit {
  std::string file;  ///< relative to the source root
  int line = 0;      ///< 1-based, of the first line that goes
  std::string above; ///< the lines around it, that tell the place from others like it
  std::string below;
  std::vector<std::string> before;
  std::vector<std::string> after;
  Pattern pattern; ///< empty when the edit says nothing about other places
  bool operator==(const Edit&) const = default;
};

enum class State {
  trusted,
  retired ///< it failed or was taken back: kept for the record, and never tried again
};

/// A fix that landed.
struct Entry {
  std::string id;        ///< also its file's name
  std::string signature; ///< of the cause that it healed
  std::string category;
  std::string title;
  std::string explanation;
  std::string provider; ///< who found it
  std::string rule;
  std::string landed;  ///< RFC 3339
  std::string failure; ///< what was red, in one line
  std::vector<std::string> evidence;
  std::vector<Edit> edits;
  State state = State::trusted;
  std::string retired_because;
  int failed_elsewhere = 0; ///< tries at other places that came to nothing
  bool operator==(const Entry&) const = default;
};

} // namespace aurora::playbook
