#include "aurora/ctest/coverage_build.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/ctest/cmake_cache.hpp"

namespace aurora::ctest {
namespace {

/// One instrumented build on its way.
class CoverageBuild {
public:
  CoverageBuild(const Place& user, const CoverageBuildOptions& options, sys::FileSystem& files)
      : m_user(user), m_options(options), m_files(files), m_tree(sys::join_path(options.folder, "build")) {}

  base::Result<CoverageFiles> run() {
    for (const auto step : {&CoverageBuild::compile_crash_object, &CoverageBuild::configure,
                            &CoverageBuild::build, &CoverageBuild::test, &CoverageBuild::report_gcovr})
      if (auto done = (this->*step)(); !done)
        return base::forward(done);
    report_lcov();
    return m_result;
  }

private:
  base::Result<void> command(std::vector<std::string> argv, const std::string& what) {
    sys::ProcessSpec spec;
    spec.argv = std::move(argv);
    spec.cwd = m_options.folder;
    // gcovr 5.2 asserts that a function stands on the same line in every program, which an #ifdef before it
    // breaks; without its assertions it counts both.
    spec.environment = {{"LC_ALL", "C"}, {"PYTHONOPTIMIZE", "1"}};
    spec.unset = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"};
    const auto result = m_user.run(spec);
    if (!result)
      return base::forward(result);
    if (result->outcome.kind == sys::Outcome::Kind::cancelled)
      return base::fail(base::ErrorCode::cancelled, "interrupted");
    if (!result->outcome.succeeded())
      return base::fail(base::ErrorCode::environment,
                        fmt::format("{} failed ({}): {}", what, to_string(result->outcome),
                                    base::trim(result->stderr_text + result->stdout_text).substr(0, 2000)),
                        m_tree);
    return {};
  }

  base::Result<void> compile_crash_object() {
    if (auto made = m_files.make_directories(m_options.folder); !made)
      return made;
    if (m_options.crash_source.empty() || m_options.c_compiler.empty())
      return {};
    const auto source = sys::join_path(m_options.folder, "crash_flush.c");
    const auto object = sys::join_path(m_options.folder, "crash_flush.o");
    if (auto written = m_files.write(source, m_options.crash_source); !written)
      return written;
    const auto compiled =
        command({m_options.c_compiler, "-O1", "-fPIC", "-c", source, "-o", object}, "compiling");
    if (compiled)
      m_crash_object = object;
    else
      m_result.warning = "coverage of crashing tests is lost: " + compiled.error().message;
    return {};
  }

  /// The user's own flags with ours behind them, where they win.
  std::vector<CacheEntry> overrides(const std::vector<CacheEntry>& cache) const {
    const auto with = [&](const std::string& name, const std::string& more) {
      return CacheEntry{name, "STRING", cache_value(cache, name) + " " + more};
    };
    std::vector<CacheEntry> out;
    auto config =
        m_options.build.config.empty() ? cache_value(cache, "CMAKE_BUILD_TYPE") : m_options.build.config;
    for (char& c : config)
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const auto object = m_crash_object.empty() ? "" : " \"" + m_crash_object + "\"";
    for (const std::string language : {"C", "CXX"}) {
      out.push_back(with("CMAKE_" + language + "_FLAGS", "--coverage -fprofile-update=atomic -g -O0"));
      if (!config.empty())
        out.push_back(with("CMAKE_" + language + "_FLAGS_" + config, "-O0"));
    }
    out.push_back(with("CMAKE_EXE_LINKER_FLAGS", "--coverage" + object));
    out.push_back(with("CMAKE_SHARED_LINKER_FLAGS", "--coverage"));
    out.push_back(with("CMAKE_MODULE_LINKER_FLAGS", "--coverage"));
    return out;
  }

  /// Where a build writes; what it reads in the user's build folder (a toolchain, a package) stays there.
  static bool is_output(const std::string& name) {
    return name == "FETCHCONTENT_BASE_DIR" || base::contains(name, "OUTPUT_DIRECTORY") ||
           name.ends_with("_OUTPUT_PATH");
  }

  /// Cached places of output in the user's build folder, moved to ours: their files are not to be
  /// overwritten.
  std::vector<CacheEntry> moved_outputs(const std::vector<CacheEntry>& cache) const {
    std::vector<CacheEntry> out;
    for (const auto& entry : cache)
      if (is_output(entry.name) && sys::is_below(entry.value, m_user.build_dir))
        out.push_back({entry.name, entry.type, m_tree + entry.value.substr(m_user.build_dir.size())});
    return out;
  }

  /// What FetchContent has downloaded for the user's build is used from there.
  std::vector<CacheEntry> fetched() const {
    std::vector<CacheEntry> out;
    const auto folder = sys::join_path(m_user.build_dir, "_deps");
    const auto entries = m_files.list(folder);
    for (const auto& entry : entries ? *entries : std::vector<sys::DirectoryEntry>()) {
      if (!entry.name.ends_with("-src"))
        continue;
      auto name = entry.name.substr(0, entry.name.size() - 4);
      std::ranges::transform(name, name.begin(),
                             [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      out.push_back({"FETCHCONTENT_SOURCE_DIR_" + name, "PATH", sys::join_path(folder, entry.name)});
    }
    return out;
  }

  base::Result<void> configure() {
    const auto cache = read_cmake_cache(m_options.cache_text);
    auto ours = overrides(cache);
    for (const auto& more : {fetched(), moved_outputs(cache)})
      ours.insert(ours.end(), more.begin(), more.end());
    const auto script = sys::join_path(m_options.folder, "initial_cache.cmake");
    if (auto written = m_files.write(script, initial_cache_script(cache, ours)); !written)
      return written;
    return command({m_options.build.cmake, "-C", script, "-S", m_user.source_dir, "-B", m_tree, "-G",
                    m_options.build.generator},
                   "configuring the instrumented build");
  }

  Place tree_place() const { return {m_user.source_dir, m_tree, m_options.folder, m_user.run}; }

  base::Result<void> build() {
    // Counters of an earlier run would add up.
    if (auto removed = command({"find", m_tree, "-name", "*.gcda", "-delete"}, "removing old counters");
        !removed)
      return removed;
    const auto built = ctest::build(tree_place(), m_options.build);
    if (!built)
      return base::forward(built);
    if (!built->succeeded)
      m_result.warning += "the instrumented build has errors; coverage is of what could be built. ";
    return {};
  }

  base::Result<void> test() {
    const auto tested = run_tests(tree_place(), m_options.tests, m_files);
    return tested ? base::Result<void>{} : base::Result<void>(base::forward(tested));
  }

  base::Result<void> report_gcovr() {
    m_result.gcovr_json = sys::join_path(m_options.folder, "gcovr.json");
    m_result.cobertura = sys::join_path(m_options.folder, "cobertura.xml");
    return command({"gcovr", "--root", m_user.source_dir, "--object-directory", m_tree, "--gcov-executable",
                    m_options.gcov, "--exclude-throw-branches", "--exclude", ".*/_deps/.*", "--json",
                    m_result.gcovr_json, "--xml", m_result.cobertura, m_tree},
                   "gcovr (install it with: apt-get install gcovr)");
  }

  void report_lcov() {
    const auto file = sys::join_path(m_options.folder, "lcov.info");
    const auto done =
        command({"lcov", "--quiet", "--capture", "--directory", m_tree, "--base-directory", m_user.source_dir,
                 "--no-external", "--gcov-tool", m_options.gcov, "--output-file", file},
                "lcov");
    if (done)
      m_result.lcov = file;
    else
      m_result.warning += "no LCOV report: " + done.error().message;
  }

  const Place& m_user;
  const CoverageBuildOptions& m_options;
  sys::FileSystem& m_files;
  std::string m_tree;
  std::string m_crash_object;
  CoverageFiles m_result;
};

} // namespace

base::Result<CoverageFiles> measure_coverage(const Place& user, const CoverageBuildOptions& options,
                                             sys::FileSystem& files) {
  return CoverageBuild(user, options, files).run();
}

} // namespace aurora::ctest
