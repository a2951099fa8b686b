#pragma once

#include <optional>
#include <string_view>

#include "aurora/base/project_path.hpp"
#include "aurora/model/event.hpp"

namespace aurora::crashlog {

/// One line of a stack trace as the sanitizers, GDB, std::stacktrace and Boost.Stacktrace, glog and Abseil,
/// glibc's backtrace_symbols, or Valgrind write it; nothing for any other line.
struct FrameLine {
  model::Frame frame;
  int number = -1; ///< as printed; -1 where frames are not numbered
};
std::optional<FrameLine> read_frame(std::string_view line, const base::ProjectDirs& dirs);

} // namespace aurora::crashlog
