#pragma once

#include <string>
#include <string_view>

namespace aurora::model {

enum class Severity { note, warning, error };
std::string_view to_string(Severity severity);

/// One objection of the gate to a change. Only errors refuse it.
struct Finding {
  std::string rule; ///< stable id: "max-changed-lines", "swallowed-exception", …
  Severity severity = Severity::error;
  std::string message;
  std::string file;
  int line = 0; ///< in the new text
};

} // namespace aurora::model
