#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::crashlog {

enum class CrashKind { none, signal, sanitizer, exception, assertion, aborted };

/// What a line that announces a crash says.
struct Headline {
  CrashKind kind = CrashKind::none;
  std::string
      error_class; ///< "Sanitizer:heap-use-after-free", "Signal:SIGSEGV", "Exception:std::out_of_range"
  std::string message;
  std::string file; ///< as printed, when the line has a place
  int line = 0;
  std::string function;
  std::string expression; ///< of a failed assert()
};

std::optional<Headline> read_headline(std::string_view line);

} // namespace aurora::crashlog
