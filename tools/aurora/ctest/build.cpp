#include "aurora/ctest/build.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::ctest {
namespace {

std::vector<std::string> native_arguments(const std::string& generator) {
  if (base::contains(generator, "Ninja"))
    return {"--", "-k", "0"};
  if (base::contains(generator, "Makefiles"))
    return {"--", "-k"};
  return {};
}

/// A shadow looks at the words of a command for what it has to do before it.
bool is_ninja_alone(const Place& place, const BuildOptions& options) {
  return !place.outside_path && options.generator == "Ninja" && options.make_program.starts_with('/');
}

std::vector<std::string> ninja_command(const BuildOptions& options) {
  std::vector<std::string> argv{options.make_program, "-j", std::to_string(std::max(1U, options.jobs)), "-k",
                                "0"};
  argv.insert(argv.end(), options.targets.begin(), options.targets.end());
  return argv;
}

std::vector<std::string> build_command(const Place& place, const BuildOptions& options) {
  if (is_ninja_alone(place, options))
    return ninja_command(options);
  std::vector<std::string> argv{options.cmake, "--build", place.build_dir, "--parallel",
                                std::to_string(options.jobs)};
  if (!options.config.empty())
    argv.insert(argv.end(), {"--config", options.config});
  if (!options.targets.empty()) {
    argv.emplace_back("--target");
    argv.insert(argv.end(), options.targets.begin(), options.targets.end());
  }
  const auto native = native_arguments(options.generator);
  argv.insert(argv.end(), native.begin(), native.end());
  return argv;
}

} // namespace

base::Result<BuildOutcome> build(const Place& place, const BuildOptions& options) {
  sys::ProcessSpec spec;
  spec.argv = build_command(place, options);
  spec.cwd = place.build_dir;
  spec.timeout = options.timeout;
  // English and plain, whatever the user's terminal speaks; an outer make's job server is not ours.
  spec.environment = {{"LC_ALL", "C"}, {"NINJA_STATUS", "[%f/%t] "}, {"CLICOLOR_FORCE", "0"}};
  spec.unset = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "GNUMAKEFLAGS"};
  spec.on_stdout = options.on_output;
  auto result = place.run(spec);
  if (!result)
    return base::forward(result);
  BuildOutcome built;
  built.outcome = result->outcome;
  built.succeeded = result->outcome.succeeded();
  built.log = result->stdout_text + result->stderr_text;
  built.seconds = result->duration.count();
  return built;
}

} // namespace aurora::ctest
