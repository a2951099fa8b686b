#include "coverage_step.hpp"

#include <cmath>

#include <fmt/format.h>

#include "aurora/coverage/gcov_command.hpp"
#include "aurora/coverage/readers.hpp"
#include "aurora/coverage/runtime/crash_flush.hpp"
#include "aurora/ctest/cmake_cache.hpp"
#include "aurora/ctest/coverage_build.hpp"
#include "aurora/report/run_document.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_report_bytes = 512UL << 20;

base::Result<ctest::CoverageBuildOptions> make_options(Session& session) {
  const auto& settings = session.settings;
  const auto cache =
      session.files->read(sys::join_path(settings.build_dir, "CMakeCache.txt"), k_max_report_bytes);
  if (!cache)
    return base::forward(cache);
  const auto gcov = coverage::gcov_command(
      {settings.cxx_compiler, settings.cxx_compiler_id, settings.cxx_compiler_version}, session.environment);
  if (!gcov)
    return base::forward(gcov);
  ctest::CoverageBuildOptions options;
  options.build.cmake = settings.cmake;
  options.build.generator = settings.generator;
  options.build.config = settings.config;
  options.build.jobs = static_cast<unsigned>(settings.jobs);
  options.tests.ctest = {settings.ctest, settings.config};
  options.tests.jobs = static_cast<unsigned>(settings.jobs);
  options.tests.timeout = std::chrono::seconds(settings.timeout);
  options.tests.labels = settings.labels;
  options.tests.exclude_labels = settings.exclude_labels;
  options.folder = sys::join_path(session.paths.root, "coverage");
  options.gcov = *gcov;
  const auto entries = ctest::read_cmake_cache(*cache);
  options.c_compiler = ctest::cache_value(entries, "CMAKE_C_COMPILER");
  if (options.c_compiler.empty())
    options.c_compiler = session.environment.find_program("cc").value_or("");
  options.crash_source = coverage::k_crash_flush_source;
  options.cache_text = *cache;
  return options;
}

base::Result<void> keep_report(Session& session, const std::string& path) {
  if (path.empty())
    return {};
  const auto text = session.files->read(path, k_max_report_bytes);
  if (!text)
    return base::forward(text);
  const auto folder = sys::join_path(session.paths.reports, "coverage");
  if (auto made = session.files->make_directories(folder); !made)
    return made;
  return session.files->write(sys::join_path(folder, sys::file_name(path)), *text);
}

/// The figures of the run before, for the delta.
std::optional<coverage::Summary> previous_summary(Session& session) {
  const auto text =
      session.files->read(sys::join_path(session.paths.reports, "run.json"), k_max_report_bytes);
  const auto run = text ? report::read_run(*text) : base::Result<report::RunDocument>(base::forward(text));
  return run ? run->coverage : std::nullopt;
}

/// To a tenth, and never "-0.0": the figure of the run before is a rounded one.
double points(const coverage::Delta& delta) {
  return std::round((delta.percent_after - delta.percent_before) * 10) / 10 + 0.0;
}

void tell(Session& session) {
  const auto& summary = *session.coverage;
  auto line = fmt::format("coverage {:.1f} % of {} lines, {:.1f} % of branches", summary.percent,
                          summary.total_lines, summary.branch_percent);
  if (session.coverage_delta)
    line += fmt::format(" ({:+.1f} points since the last run)", points(*session.coverage_delta));
  session.say(line);
}

} // namespace

base::Result<bool> measure_and_report_coverage(Session& session) {
  const auto options = make_options(session);
  if (!options)
    return base::forward(options);
  session.say("coverage building and testing an instrumented tree of its own");
  const auto files = ctest::measure_coverage(session.user_tree(), *options, *session.files);
  if (!files)
    return base::forward(files);
  if (!files->warning.empty())
    session.say("note     " + files->warning);
  for (const auto& path : {files->gcovr_json, files->cobertura, files->lcov})
    if (auto kept = keep_report(session, path); !kept)
      return base::forward(kept);
  const auto text = session.files->read(files->gcovr_json, k_max_report_bytes);
  const auto measured =
      text ? coverage::read_gcovr_json(*text) : base::Result<coverage::Coverage>(base::forward(text));
  if (!measured)
    return base::forward(measured);
  const auto before = previous_summary(session);
  session.coverage = coverage::summarize(*measured);
  session.coverage_lines = coverage::relative_to(*measured, session.settings.source_dir);
  if (before)
    session.coverage_delta = coverage::compare(*before, *session.coverage);
  tell(session);
  const auto missed = coverage::check_threshold(*session.coverage, session.settings.coverage_threshold);
  if (missed)
    session.say("coverage " + *missed);
  return !missed;
}

} // namespace aurora::cli
