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
    {"--timeout", "seconds a test may run; 0: CTest's own limit"},
    {"--reruns", "how often a failing test is run again on the same binary"},
    {"--labels", "only tests with one of these labels (regular expressions, comma-separated)"},
    {"--exclude-labels", "no tests with one of these labels"},
    {"--coverage", "on: also measure coverage, in an instrumented build of its own"},
    {"--coverage-threshold", "percent of lines; less is a finding"},
};

constexpr WishFlag k_healing_wishes[] = {
    {"--mode", "propose: patch files only; apply: edit; commit: edit and make one git commit a fix"},
    {"--max-iterations", "how often to run, fix and run again at the most"},
    {"--providers", "where candidates come from, in this order: fixit,rules,search"},
    {"--time-budget", "seconds of search a cause"},
    {"--allow-test-edits", "on: rules may change test sources too"},
};

/// "--max-iterations,-m" → "max_iterations".
std::string option_name(std::string_view flag) {
  const auto name = flag.substr(2, flag.find(',') == std::string_view::npos ? flag.npos : flag.find(',') - 2);
  return base::replace_all(std::string(name), "-", "_");
}

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
  if (wishes == Wishes::none)
    return;
  for (const auto& wish : k_test_wishes)
    add_wish(command, options, wish);
  if (wishes == Wishes::healing)
    for (const auto& wish : k_healing_wishes)
      add_wish(command, options, wish);
}

} // namespace aurora::cli
