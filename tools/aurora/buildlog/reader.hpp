#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/buildlog/diagnostic.hpp"

namespace aurora::buildlog {

struct BuildLogOptions {
  std::string source_dir; ///< absolute; tells the project's own files from others
  std::string build_dir;  ///< absolute; relative paths of the compiler are tried below it
  std::size_t max_diagnostics = 10'000;
};

struct BuildLog {
  std::vector<Diagnostic> diagnostics; ///< in order of the log
  std::size_t dropped = 0;             ///< found beyond max_diagnostics
  bool has_errors() const;
};

/// Reads what a build printed: g++ and clang text, GNU ld, gold, mold and LLD, CMake's "CMake Error" blocks,
/// interleaved by Ninja (also Multi-Config) or Make. Colours are ignored. Every error is grouped with its
/// notes, inclusions and template backtrace, and placed in the project when any of these is. A failed command
/// that says nothing readable becomes an error of its own. Unknown lines are skipped; the time is linear in
/// the length of the text.
BuildLog read_build_log(std::string_view text, const BuildLogOptions& options);

} // namespace aurora::buildlog
