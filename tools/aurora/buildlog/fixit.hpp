#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::buildlog {

/// A replacement the compiler proposes: the text from line:column up to, not including, end_line:end_column
/// becomes `replacement`. Lines and columns are 1-based, columns in bytes; equal ends mean an insertion.
struct FixIt {
  std::string file; ///< as printed
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;
  std::string replacement;
  bool operator==(const FixIt&) const = default;
};

/// One line `fix-it:"file":{l:c-l:c}:"text"` of -fdiagnostics-parseable-fixits (GCC manual, "Diagnostic
/// Message Formatting Options"; clang writes the same), with C escapes resolved; nothing for any other line.
std::optional<FixIt> read_fixit_line(std::string_view line);

/// All such lines of a log, in order.
std::vector<FixIt> read_parseable_fixits(std::string_view text);

} // namespace aurora::buildlog
