#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "trace/call_stack.hpp"
#include "trace/line_table.hpp"

namespace aurora::trace {

struct Run {
  int status = 0; ///< as from waitpid
  Tables tables;
  std::vector<bool> reached;     ///< by line, then by function
  std::vector<CallSite> crash;   ///< where the last fatal signal came, if any did
  std::set<std::string> started; ///< other programs that it started: their files
};

/// Runs a command and notes which lines, and functions without known lines, its first process, its threads
/// and forked children reach: a breakpoint on each that is taken away at the first hit, so that loops cost
/// nothing. Where a signal comes that a program does not outlive as a rule, it notes the calls that the
/// thread is in. Nothing when the command cannot be started or this machine's breakpoints are not known.
std::optional<Run> run_traced(char** command, const Wanted& wanted);

} // namespace aurora::trace
