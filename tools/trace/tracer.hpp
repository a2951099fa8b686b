#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/line_table.hpp"

namespace aurora::trace {

struct Run {
  int status = 0; ///< as from waitpid
  Tables tables;
  std::vector<bool> reached; ///< by line, then by function
};

/// Runs a command and notes which lines, and functions without known lines, its first process, its threads
/// and forked children reach: a breakpoint on each that is taken away at the first hit, so that loops cost
/// nothing. Nothing when the command cannot be started or this machine's breakpoints are not known.
std::optional<Run> run_traced(char** command, const Wanted& wanted);

} // namespace aurora::trace
