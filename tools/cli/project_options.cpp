#include "project_options.hpp"

#include "aurora/base/text.hpp"

namespace aurora::cli {
namespace {

struct WishFlag {
  const char* flag;
  const char* help;
};

constexpr WishFlag k_test_wishes[] = {
    {"--jobs,-j", "tests and compilers at once; 0: as many as there are processors"},
    {"--timeout", "seconds a test may run; 0: five times the slowest, as far as known, and a minute"},
    {"--reruns", "how often a failing test is run again on the same binary"},
    {"--labels", "only tests with one of these labels (regular expressions, comma-separated)"},
    {"--exclude-labels", "no tests with one of these labels"},
    {"--coverage", "on: also measure coverage, in an instrumented build of its own"},
    {"--coverage-threshold", "percent of lines; less is a finding"},
};

constexpr WishFlag k_measure_wish{"--benchmarks",
                                  "off: do not measure what aurora_add_benchmark() registered"};

constexpr WishFlag k_history_wish{
    "--history", "where runs are remembered: a file, postgresql://user@host/database, or off"};

constexpr WishFlag k_benchmark_wishes[] = {
    {"--benchmark-tolerance", "percent slower that is no regression"},
    {"--benchmark-confidence", "percent of certainty that something is slower by more than that"},
    {"--benchmark-repetitions", "how often each is measured, 5 or more"},
    {"--benchmark-machine", "the name of this machine, or of a class of equal ones (default: found out)"},
};

constexpr WishFlag k_healing_wishes[] = {
    {"--mode", "propose: patch files only; apply: edit; commit: edit and make one git commit a fix"},
    {"--max-iterations", "how often to run, fix and run again at the most"},
    {"--providers", "where candidates come from: playbook,fixit,rules,search,model,agent"},
    {"--provider-order",
     "measured: by what the history says they bring per second; listed: as --providers says"},
    {"--time-budget", "seconds of search a cause"},
    {"--allow-test-edits", "on: rules may change test sources too"},
    {"--require-sandbox", "on: run no candidate and no agent that could write elsewhere"},
};

constexpr WishFlag k_outside_wishes[] = {
    {"--model-url", "endpoint of a language model, up to its version: https://host/v1"},
    {"--model-name", "the model, as the endpoint calls it"},
    {"--model-api", "what the endpoint speaks: openai or anthropic"},
    {"--model-key-env", "the environment variable that holds the key"},
    {"--model-key-file", "the file that holds the key; only its owner may read it"},
    {"--model-ca-file", "certificates to trust instead of the system's"},
    {"--model-structured", "on: ask for JSON by schema"},
    {"--model-rounds", "answers a cause at the most, 1 to 5"},
    {"--model-timeout", "seconds a call may take"},
    {"--model-max-calls", "calls a heal may make"},
    {"--model-max-tokens", "tokens a heal may use, sent and received"},
    {"--model-max-seconds", "seconds a heal may wait for the model"},
    {"--model-max-cost", "what a heal may cost; 0: no limit"},
    {"--model-price-in", "price of a million tokens sent"},
    {"--model-price-out", "price of a million tokens received"},
    {"--agent-command", "a coding agent's command line, run in the shadow with the task on standard input"},
    {"--agent-timeout", "seconds the agent may take"},
    {"--agent-max-disk", "MiB of the disk the agent may fill"},
    {"--agent-writable", "folders the agent may write to besides the shadow"},
};

/// "--max-iterations,-m" → "max_iterations".
std::string option_name(std::string_view flag) {
  const auto name = flag.substr(2, flag.find(',') == std::string_view::npos ? flag.npos : flag.find(',') - 2);
  return base::replace_all(std::string(name), "-", "_");
}

constexpr WishFlag k_forge_wishes[] = {
    {"--forge", "where proposals go: github, gitlab or gitea"},
    {"--forge-url", "its API: https://host/api/v4"},
    {"--forge-repository", "the project there: owner/name"},
    {"--forge-branch", "what proposals are to be merged into"},
    {"--forge-token-env", "the environment variable that holds the token"},
    {"--forge-token-file", "the file that holds the token; only its owner may read it"},
    {"--forge-ca-file", "certificates to trust instead of the system's"},
};

constexpr WishFlag k_proposal_wishes[] = {
    {"--max-proposals", "automatic proposals in 24 hours"},
};

constexpr WishFlag k_issue_wishes[] = {
    {"--max-issues", "new issues a run"},
    {"--issues-label", "the label by which Aurora knows its issues"},
};

void add_wish(flags::Command command, ProjectOptions& options, const WishFlag& wish) {
  const auto name = option_name(wish.flag);
  command.option(
      wish.flag, [&options, name](const std::string& value) { options.wishes.emplace_back(name, value); },
      wish.help);
}

} // namespace

void add_project_options(flags::Command command, ProjectOptions& options, Wishes wishes) {
  command.option("--build-dir,-B", options.build_dir, "the project's build folder");
  command.option("--config,-C", options.config, "configuration, for multi-configuration generators");
  command.option("--settings", options.settings_file,
                 "settings that aurora_enable() wrote (default: aurora/settings.json in the build folder)");
  command.flag("--quiet,-q", options.quiet, "only the result");
  command.flag("--json", options.json,
               "print the result document on standard output, messages on standard error");
  if (wishes == Wishes::forge || wishes == Wishes::issues)
    for (const auto& wish : k_forge_wishes)
      add_wish(command, options, wish);
  if (wishes == Wishes::forge)
    for (const auto& wish : k_proposal_wishes)
      add_wish(command, options, wish);
  if (wishes == Wishes::issues)
    for (const auto& wish : k_issue_wishes)
      add_wish(command, options, wish);
  if (wishes == Wishes::tests || wishes == Wishes::healing || wishes == Wishes::benchmarks)
    add_wish(command, options, k_history_wish);
  if (wishes == Wishes::tests)
    add_wish(command, options, k_measure_wish);
  if (wishes == Wishes::tests || wishes == Wishes::benchmarks)
    for (const auto& wish : k_benchmark_wishes)
      add_wish(command, options, wish);
  if (wishes != Wishes::tests && wishes != Wishes::healing)
    return;
  for (const auto& wish : k_test_wishes)
    add_wish(command, options, wish);
  if (wishes == Wishes::healing)
    for (const auto& wish : k_healing_wishes)
      add_wish(command, options, wish);
  if (wishes == Wishes::healing)
    for (const auto& wish : k_outside_wishes)
      add_wish(command, options, wish);
}

} // namespace aurora::cli
