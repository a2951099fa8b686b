#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aurora/base/project_path.hpp"
#include "aurora/buildlog/diagnostic.hpp"

namespace aurora::buildlog {

/// Reads the messages of GNU ld (bfd), gold, mold and LLD line by line.
/// bfd names the referencing function on the line before, mold and LLD on ">>>" lines after; both are joined.
class LinkerReader {
public:
  explicit LinkerReader(base::ProjectDirs dirs) : m_dirs(std::move(dirs)) {}

  enum class Outcome { ignored, used, error };
  /// `error` means that a diagnostic was appended to `out`; `used`, that the line belongs to one.
  Outcome feed(std::string_view line, std::vector<Diagnostic>& out);
  /// A new command starts: what was remembered of the last one is void.
  void reset();

private:
  Outcome feed_reference(std::string_view line, std::vector<Diagnostic>& out);
  Outcome feed_detail(std::string_view line, Diagnostic& last);
  void set_place(Diagnostic& diagnostic, std::string_view before_message);
  void set_reported(Diagnostic& diagnostic, std::string_view file, int line);

  base::ProjectDirs m_dirs;
  std::string m_object;   ///< of bfd's "in function" line
  std::string m_function; ///< likewise
  bool m_open = false;    ///< the last diagnostic of this command may still get ">>>" lines
};

} // namespace aurora::buildlog
