#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::model {

/// The new content of one file. Whole texts, so that every later step can hash, compare and restore.
struct FileChange {
  std::string path;                  ///< relative to the source root, "/" separated
  std::optional<std::string> before; ///< nothing: the file is new
  std::optional<std::string> after;  ///< nothing: the file is removed
  bool operator==(const FileChange&) const = default;
};

enum class Risk { low, medium, high };
std::string_view to_string(Risk risk);

/// A proposed fix.
struct Patch {
  std::string provider;    ///< "fixit", "rules", "search", …
  std::string rule;        ///< which rule or template
  std::string title;       ///< one line: what it changes
  std::string explanation; ///< why this could be the fix
  std::vector<FileChange> changes;
  double confidence = 0.5; ///< prior, 0 to 1; higher is tried first
  /// Tests that run what it changes, were red before and still are: a sign that it hides the fault.
  std::vector<std::string> leaves_red = {};
  bool operator==(const Patch&) const = default;
};

/// All changes as one `git apply`-able text, files in path order.
std::string to_diff(const Patch& patch);
/// Added plus removed lines over all files.
int changed_lines(const Patch& patch);

} // namespace aurora::model
