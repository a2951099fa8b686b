#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "trace/call_stack.hpp"
#include "trace/line_table.hpp"

namespace aurora::trace {

/// What was found in the programs that ran, and whether it was reached.
struct Run {
  int status = 0; ///< as from waitpid
  std::map<SourceLine, bool> lines;
  std::map<std::string, bool> functions; ///< by their names; only of programs without lines of the project
  std::set<std::string> started;         ///< the files of programs that the first one started
  std::vector<CallSite> crash;           ///< where the last fatal signal came, if any did
};

/// Runs a command and notes which lines, and functions without known lines, it reaches in its processes and
/// threads and in the programs it starts, but for those of the system: a breakpoint on each that is taken
/// away at the first hit, so that loops cost nothing. Where a signal comes that a program does not outlive as
/// a rule, it notes the calls that the thread is in. Nothing when the command cannot be started or this
/// machine's breakpoints are not known.
std::optional<Run> run_traced(char** command, const Wanted& wanted);

} // namespace aurora::trace
