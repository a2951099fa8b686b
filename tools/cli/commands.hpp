#pragma once

#include "aurora/flags/command.hpp"

namespace aurora::cli {

/// Parses the command line, runs the command, and returns the process's exit code.
int run(int argc, char** argv);

// One function a command: adds its flags to its own subcommand and leaves the exit code in `exit_code` when
// it ran.
void add_test_heal(flags::Command command, int& exit_code);
void add_heal(flags::Command command, int& exit_code);
void add_locate(flags::Command command, int& exit_code);
void add_benchmark(flags::Command command, int& exit_code);
void add_canary(flags::Command command, int& exit_code);
void add_policy(flags::Command command, int& exit_code);
void add_approve(flags::Command command, int& exit_code);
void add_artifacts(flags::Command command, int& exit_code);
void add_propose(flags::Command command, int& exit_code);
void add_issues(flags::Command command, int& exit_code);
void add_restore(flags::Command command, int& exit_code);
void add_history(flags::Command command, int& exit_code);
void add_quality(flags::Command command, int& exit_code);
void add_init(flags::Command command, int& exit_code);
void add_completion(flags::Command command, int& exit_code);
void add_mcp(flags::Command command, int& exit_code);
void add_normalize(flags::Command command, int& exit_code);

} // namespace aurora::cli
