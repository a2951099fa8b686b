#include "quality_mutants.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/heal/shadow_view.hpp"
#include "aurora/mutation/run.hpp"
#include "aurora/repair/search/provider.hpp"
#include "healing.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_most_files = 8;
constexpr std::size_t k_candidates_a_file = 1500; ///< of the search's own, of which mutants are a part

/// Sources that a compiler is called for, tests and what others wrote left out.
std::vector<std::string> mutable_files(const model::Project& project) {
  std::set<std::string> files;
  for (const auto& command : project.compile_commands) {
    const auto path = sys::relative_path(command.file, project.source_dir);
    if (!path.starts_with('/') && !sys::is_below(command.file, project.build_dir) &&
        !repair::search::is_test_path(path))
      files.insert(path);
  }
  return {files.begin(), files.end()};
}

std::size_t covered_lines(const coverage::Coverage& covered, const std::string& file) {
  const auto found = covered.files.find(file);
  if (found == covered.files.end())
    return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(found->second, [](const auto& line) { return line.second.hits > 0; }));
}

base::Result<std::vector<std::string>> named_files(const std::vector<std::string>& known,
                                                   const MutantOptions& options) {
  for (const auto& file : options.files)
    if (std::ranges::find(known, file) == known.end()) {
      const auto meant = base::nearest(file, known);
      return base::fail(base::ErrorCode::usage,
                        fmt::format("\"{}\" is no C or C++ source of the project that is built, or a test{}",
                                    file, meant ? "; did you mean \"" + *meant + "\"?" : ""));
    }
  return options.files;
}

/// The changed ones, then those with most covered lines.
base::Result<std::vector<std::string>> choose_files(const model::Project& project,
                                                    const MutantOptions& options) {
  auto files = mutable_files(project);
  if (!options.files.empty())
    return named_files(files, options);
  const auto weight = [&](const std::string& file) {
    return std::pair(options.changed.contains(file), covered_lines(options.covered, file));
  };
  base::stable_sort(
      files, [&](const std::string& left, const std::string& right) { return weight(left) > weight(right); });
  files.resize(std::min(files.size(), k_most_files));
  if (files.empty())
    return base::fail(base::ErrorCode::environment, "the project builds no C or C++ source that is no test");
  return files;
}

mutation::RunOptions run_options(Session& session, const workspace::Shadow& shadow,
                                 const model::Project& project) {
  const auto& settings = session.settings;
  mutation::RunOptions run;
  run.instrument.tools = search_tools(session, shadow, project);
  run.instrument.build.cmake = settings.cmake;
  run.instrument.build.config = settings.config;
  run.instrument.build.jobs = static_cast<unsigned>(settings.jobs);
  run.instrument.build.timeout = std::chrono::minutes(30);
  run.ctest = settings.ctest;
  run.jobs = static_cast<unsigned>(settings.jobs);
  run.progress = [&session](const std::string& line) { session.progress("mutants  " + line); };
  run.interrupted = [] { return sys::interrupted(); };
  return run;
}

} // namespace

base::Result<quality::MutantRun> try_mutants(Session& session, const MutantOptions& options) {
  const auto policy = session.policy();
  if (!policy)
    return base::forward(policy);
  auto bench = session.bench();
  const auto ports = make_ports(session, bench, *policy);
  heal::Selection only_build;
  only_build.skip_tests = true;
  const auto built = bench.take(session.user_tree(), only_build);
  if (!built)
    return base::forward(built);
  if (!built->built)
    return base::fail(base::ErrorCode::environment, "the build is red; `aurora test-heal` tells why");
  const auto shadow = ports.make_shadow(false);
  if (!shadow)
    return base::forward(shadow);
  const auto project = ports.load_project(heal::place_of(**shadow));
  if (!project)
    return base::forward(project);
  auto run = run_options(session, **shadow, *project);
  const auto files = choose_files(*project, options);
  if (!files)
    return base::forward(files);
  run.instrument.files = *files;
  run.instrument.max_candidates = k_candidates_a_file * files->size();
  run.seconds = options.seconds;
  session.say("mutants  of " + base::join(*files, ", "));
  return mutation::run(**shadow, run);
}

} // namespace aurora::cli
