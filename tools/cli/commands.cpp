#include "commands.hpp"

#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/version.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct Command {
  const char* name;
  const char* help;
  const char* example;
  void (*add)(flags::Command, int&);
};

constexpr std::array<Command, 17> k_commands{{
    {"test-heal", "build, run the tests, and normalize every failure to an event",
     "aurora test-heal -B build", add_test_heal},
    {"heal", "find out why tests fail, try fixes, keep what every test accepts",
     "aurora heal -B build --mode propose", add_heal},
    {"locate", "rank the places that may be at fault, change nothing", "aurora locate -B build --top 20",
     add_locate},
    {"canary", "run the smoke tests; red rolls the last healing back", "aurora canary -B build", add_canary},
    {"policy", "check a change against the guardrails", "git diff | aurora policy --patch -", add_policy},
    {"propose", "make a branch, and a pull request where a forge is configured, of each patch",
     "aurora propose -B build", add_propose},
    {"issues", "open, comment, close and reopen an issue of each cause at a forge",
     "aurora issues -B build --dry-run", add_issues},
    {"approve", "sign a patch of protected files; two people must",
     "aurora approve -B build fix.patch --person me@example.org --ssh-key ~/.ssh/id_ed25519", add_approve},
    {"artifacts", "gather everything a person, a CI job or an agent needs in one folder",
     "aurora artifacts -B build", add_artifacts},
    {"restore", "bring back the originals of healed files", "aurora restore -B build --dry-run", add_restore},
    {"history", "what happened over time: runs, causes, fixes, and the figures of it",
     "aurora history figures -B build", add_history},
    {"benchmark", "measure what aurora_add_benchmark() registered, and keep the levels it is compared with",
     "aurora benchmark run -B build", add_benchmark},
    {"quality", "how good the tests are: thin coverage, vague tests, likely failures, health over time",
     "aurora quality -B build --goal 90", add_quality},
    {"normalize", "turn a JUnit report of any producer into events",
     "aurora normalize report.xml > events.ndjson", add_normalize},
    {"mcp", "serve coding agents over the Model Context Protocol on standard input and output",
     "aurora mcp -B build", add_mcp},
    {"init", "set a project up: .aurora/, a workflow, and the lines in CMakeLists.txt; overwrites nothing",
     "aurora init --dry-run", add_init},
    {"completion", "print a script that completes aurora's words in your shell",
     "source <(aurora completion bash)", add_completion},
}};

/// The commands that the words can mean. Declaring them all takes longer than reading a small report, and
/// only the help and the completion show more than one.
std::vector<Command> commands_for(const std::string& word) {
  for (const auto& command : k_commands)
    if (word == command.name && command.add != add_completion)
      return {command};
  return {k_commands.begin(), k_commands.end()};
}

void suggest_command(const std::string& word) {
  std::vector<std::string> names;
  for (const auto& command : k_commands)
    names.emplace_back(command.name);
  if (const auto meant = base::nearest(word, names); meant && *meant != word)
    fmt::print(stderr, "Did you mean \"aurora {}\"?\n", *meant);
}

std::string first_word(int argc, char** argv) {
  return argc > 1 && argv[1][0] != '-' ? argv[1] : "";
}

int parse_and_run(int argc, char** argv) {
  flags::CommandLine line("Self-healing tests for CMake", "aurora");
  line.version(k_version);
  line.top().footer(
      "Exit codes: 0 done, 1 findings, 2 usage, 3 environment, 4 rolled back, 5 a restore failed, "
      "130 interrupted.");
  int exit_code = static_cast<int>(ExitCode::done);
  for (const auto& command : commands_for(first_word(argc, argv))) {
    auto subcommand = line.subcommand(command.name, command.help);
    subcommand.footer(fmt::format("Example: {}", command.example));
    command.add(subcommand, exit_code);
  }
  const auto parsed = line.parse(argc, argv);
  if (parsed != flags::Parsed::wrong)
    return exit_code; // still 0 after --help and --version
  suggest_command(first_word(argc, argv));
  return static_cast<int>(ExitCode::usage);
}

} // namespace

int run(int argc, char** argv) {
  sys::install_interrupt_handler();
  try {
    return parse_and_run(argc, argv);
  } catch (const std::exception& error) {
    put(stderr,
        fmt::format(
            "aurora: internal error: {}\nNothing of yours was left half-changed; `aurora restore` undoes "
            "what was kept. Please report this.\n",
            error.what()));
    return static_cast<int>(ExitCode::environment);
  }
}

} // namespace aurora::cli
