#pragma once

namespace CLI {
class App;
}

namespace aurora::cli {

/// Parses the command line, runs the command, and returns the process's exit code.
int run(int argc, char** argv);

// One function a command: adds its flags to its own subcommand and leaves the exit code in `exit_code` when
// it ran.
void add_test_heal(CLI::App& command, int& exit_code);
void add_heal(CLI::App& command, int& exit_code);
void add_canary(CLI::App& command, int& exit_code);
void add_policy(CLI::App& command, int& exit_code);
void add_artifacts(CLI::App& command, int& exit_code);
void add_restore(CLI::App& command, int& exit_code);
void add_normalize(CLI::App& command, int& exit_code);

} // namespace aurora::cli
