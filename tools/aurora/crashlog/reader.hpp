#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/project_path.hpp"
#include "aurora/crashlog/headline.hpp"
#include "aurora/model/event.hpp"

namespace aurora::crashlog {

/// The first crash that a text tells of.
struct CrashReport {
  CrashKind kind = CrashKind::none;
  std::string error_class; ///< "Sanitizer:heap-use-after-free", "Signal:SIGSEGV", …; empty when kind is none
  std::string message;
  std::string exception_type;
  std::string exception_message; ///< what()
  std::string expression;        ///< of a failed assert()
  std::string file;              ///< of the headline, else of the top frame of the project
  int line = 0;
  std::vector<model::Frame> frames;              ///< innermost first, at most 256
  std::vector<std::vector<model::Frame>> others; ///< where it was allocated, freed, written before
  std::string stack; ///< text from the headline to the end of its traces, at most 64 KiB
  bool found() const { return kind != CrashKind::none || !frames.empty(); }
};

/// Reads sanitizer reports (address, leak, thread, undefined behaviour), what glibc, libstdc++ and assert()
/// say when they abort, Valgrind memcheck, and the backtraces of GDB, std::stacktrace, Boost.Stacktrace,
/// glog, Abseil and glibc. Linear in the length of the text.
CrashReport read_crash(std::string_view text, const base::ProjectDirs& dirs);
CrashReport read_crash(std::string_view text, std::string_view source_dir);

/// The innermost frame of the project, or null.
const model::Frame* top_project_frame(const std::vector<model::Frame>& frames);

} // namespace aurora::crashlog
