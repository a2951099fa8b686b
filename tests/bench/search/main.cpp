// Times the search against what one would otherwise do, on one faulty project: candidates per second of
// `aurora::repair::search` against editing the file, building and running ctest for the same candidates, and
// what the search costs before the first candidate is tried against building once with the varied files
// touched.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include "aurora/ctest/file_api.hpp"
#include "aurora/repair/search/cases.hpp"
#include "aurora/repair/search/search.hpp"
#include "aurora/repair/search/tests.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "bench/repair/local.hpp"

namespace {

namespace fs = std::filesystem;
namespace search = aurora::repair::search;
using Clock = std::chrono::steady_clock;

struct Options {
  std::string source;
  std::string patch;
  std::vector<std::string> files;
  std::vector<std::string> configure;
  std::string work = fs::temp_directory_path() / "aurora-bench-search";
  double seconds = 60;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  std::size_t sample = 8;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Runs it and says whether it succeeded; its output is shown when it had to and did not.
bool succeeds(std::vector<std::string> argv, const std::string& cwd) {
  aurora::sys::ProcessSpec spec;
  spec.argv = std::move(argv);
  spec.cwd = cwd;
  spec.timeout = std::chrono::minutes(20);
  const auto result = aurora::bench::run_process(spec);
  if (!result.outcome.succeeded())
    std::cerr << result.stdout_text.substr(0, 2000) << result.stderr_text.substr(0, 2000);
  return result.outcome.succeeded();
}

bool prepare(const Options& options, const std::string& source, const std::string& build) {
  std::error_code problem;
  fs::remove_all(options.work, problem);
  fs::create_directories(options.work + "/exchange");
  fs::copy(options.source, source, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  if (!options.patch.empty() &&
      !succeeds({"git", "apply", "--unsafe-paths", "--directory=" + source, options.patch}, "/"))
    return false;
  std::vector<std::string> configure{"cmake", "-S", source,  "-B",
                                     build,   "-G", "Ninja", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"};
  configure.insert(configure.end(), options.configure.begin(), options.configure.end());
  // Twice: CMake answers at the end of the second run what aurora_enable() asks in the first, see
  // know_targets().
  return succeeds(configure, source) && succeeds(configure, source) &&
         succeeds({"cmake", "--build", build, "--parallel", std::to_string(options.jobs)}, source);
}

class Comparison {
public:
  Comparison(const Options& options, aurora::workspace::Shadow& shadow)
      : m_options(options), m_shadow(shadow) {
    m_search.instrument.tools = {AURORA_BIN "/aurora-schemata",
                                 AURORA_RUNTIME_FOLDER,
                                 AURORA_BIN "/../lib/aurora/libaurora_preload.so",
                                 AURORA_BIN "/aurora-run-server",
                                 shadow.build_dir() + "/compile_commands.json",
                                 AURORA_BIN "/aurora-trace"};
    m_search.instrument.files = options.files;
    m_search.instrument.build.jobs = options.jobs;
    m_search.jobs = options.jobs;
    m_search.seconds = options.seconds;
    know_targets();
  }

  int run() {
    m_search.failing = failing_tests();
    m_search.failing_cases = failing_cases();
    const double once = compile_once();
    auto instrumented = search::instrument(m_shadow, m_search.instrument);
    if (!instrumented || !search::restore_originals(m_shadow, *instrumented)) {
      std::cerr << "no candidates: " << (instrumented ? "" : to_string(instrumented.error())) << "\n";
      return 1;
    }
    build();
    const double by_hand = edit_rebuild_test(*instrumented);
    const auto report = search::search(m_shadow, m_search);
    if (!report) {
      std::cerr << "no search: " << to_string(report.error()) << "\n";
      return 1;
    }
    tell(once, by_hand, *report);
    return 0;
  }

private:
  /// As a heal does, from what aurora_enable() has CMake write down.
  void know_targets() {
    aurora::sys::SystemFileSystem files;
    const auto project = aurora::ctest::read_file_api(m_shadow.source_dir(), m_shadow.build_dir(), "", files);
    if (project)
      m_search.targets = project->targets;
  }

  void build() { (void)search::build(m_shadow, m_search.instrument.build); }

  /// Of which a heal knows before it searches.
  std::vector<std::string> failing_tests() {
    test();
    std::vector<std::string> names;
    std::ifstream failed(m_shadow.build_dir() + "/Testing/Temporary/LastTestsFailed.log");
    for (std::string line; std::getline(failed, line);) // "34:Timestamp.knows_leap_years"
      names.push_back(line.substr(line.find(':') + 1));
    return names;
  }

  /// The same of the cases of those of them that hold several.
  std::vector<std::string> failing_cases() {
    aurora::sys::ProcessSpec spec;
    spec.argv = {"ctest", "--show-only=json-v1"};
    spec.cwd = m_shadow.build_dir();
    const auto listed = m_shadow.run(spec);
    const auto tests = search::read_tests(listed ? listed->stdout_text : "");
    std::vector<std::string> red;
    for (const auto& test : tests ? *tests : std::vector<search::TestSpec>{})
      if (std::ranges::find(m_search.failing, test.name) != m_search.failing.end() &&
          !search::selects_cases(test.command))
        std::ranges::move(failing_cases(test), std::back_inserter(red));
    return red;
  }

  std::vector<std::string> failing_cases(const search::TestSpec& test) {
    const auto framework = search::framework_of(test.command.front());
    std::vector<std::string> red;
    if (!framework)
      return red;
    const auto listed = run_program(test, search::listing_arguments(*framework));
    for (const auto& name : search::read_cases(*framework, listed.stdout_text))
      if (!run_program(test, {search::selecting_argument(*framework, name)}).outcome.succeeded())
        red.push_back(test.name + "::" + name);
    return red;
  }

  aurora::sys::ProcessResult run_program(const search::TestSpec& test,
                                         const std::vector<std::string>& arguments) {
    aurora::sys::ProcessSpec spec;
    spec.argv = {test.command.front()};
    spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
    spec.cwd = test.working_directory.empty() ? m_shadow.build_dir() : test.working_directory;
    spec.timeout = std::chrono::seconds(10);
    return m_shadow.run(spec).value_or(aurora::sys::ProcessResult{});
  }

  /// Seconds of a build with the touched files, linking included: the median of three.
  double compile_once() {
    std::array<double, 3> taken{};
    for (auto& seconds : taken) {
      for (const auto& file : m_options.files)
        fs::last_write_time(m_shadow.source_dir() + "/" + file, fs::file_time_type::clock::now());
      const auto start = Clock::now();
      build();
      seconds = seconds_since(start);
    }
    std::ranges::sort(taken);
    return taken[1];
  }

  /// Seconds a candidate takes by hand, over candidates spread evenly.
  double edit_rebuild_test(const search::Instrumented& instrumented) {
    const auto& candidates = instrumented.set.candidates;
    std::size_t done = 0;
    double spent = 0;
    for (std::size_t i = 0; i < candidates.size() && done < m_options.sample;
         i += std::max<std::size_t>(1, candidates.size() / m_options.sample)) {
      const auto& original = instrumented.originals.at(candidates[i].file);
      const auto changed = search::apply_edit(original, candidates[i]);
      if (!changed || candidates[i].probe)
        continue;
      const auto start = Clock::now();
      edit(candidates[i].file, original, *changed);
      build();
      test();
      spent += seconds_since(start);
      ++done;
      edit(candidates[i].file, *changed, original);
    }
    build();
    return done == 0 ? 0 : spent / static_cast<double>(done);
  }

  void edit(const std::string& file, const std::string& before, const std::string& after) {
    aurora::model::Patch patch;
    patch.changes = {{file, before, after}};
    (void)m_shadow.apply(patch);
  }

  void test() {
    aurora::sys::ProcessSpec spec;
    spec.argv = {"ctest", "--timeout", "20", "-j", std::to_string(m_options.jobs)}; // some never end
    spec.cwd = m_shadow.build_dir();
    spec.timeout = std::chrono::minutes(5);
    (void)m_shadow.run(spec);
  }

  void tell(double once, double by_hand, const search::SearchReport& report) const {
    const double rate = static_cast<double>(report.tried) / std::max(report.trial_seconds, 1e-3);
    rusage own{};
    rusage children{};
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    std::cout << fmt::format("{} candidates, {} did not compile, {} tried in {:.1f} s, {} plausible\n",
                             report.candidates, report.dropped, report.tried, report.trial_seconds,
                             report.plausible);
    std::cout << fmt::format("search: {:.0f} candidates/s on {} cores ({:.0f} a core)\n", rate,
                             m_options.jobs, rate / m_options.jobs);
    std::cout << fmt::format("edit, build, ctest: {:.2f} s a candidate: {:.0f} times slower\n", by_hand,
                             rate * by_hand);
    std::cout << fmt::format("before the first candidate: {:.1f} s, {:.1f} times building once with the {} "
                             "files touched ({:.1f} s)\n",
                             report.fixed_seconds, report.fixed_seconds / std::max(once, 1e-3),
                             m_options.files.size(), once);
    std::cout << fmt::format("memory: this process {} MiB, its largest child {} MiB\n", own.ru_maxrss / 1024,
                             children.ru_maxrss / 1024);
  }

  const Options& m_options;
  aurora::workspace::Shadow& m_shadow;
  search::SearchOptions m_search;
};

} // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(
      "Times the search for repairs against editing, building and testing by hand, on a copy of a project.\n"
      "Example: aurora-bench-search --source sample_project --patch sample_project/faults/018.patch "
      "--files src/timestamp.cpp");
  app.add_option("--source", options.source, "The project: sources with a CMakeLists.txt")->required();
  app.add_option("--patch", options.patch, "Makes it faulty; left out: it is faulty already");
  app.add_option("--files", options.files, "The files that are varied, relative to the project")->required();
  app.add_option("--configure", options.configure, "Further arguments of cmake, -DNAME=VALUE")
      ->allow_extra_args();
  app.add_option("--work", options.work, "Scratch folder");
  app.add_option("--seconds", options.seconds, "Wall time of the search");
  app.add_option("--jobs", options.jobs, "Cores");
  app.add_option("--sample", options.sample, "Candidates tried by hand");
  CLI11_PARSE(app, argc, argv);
  options.source = fs::absolute(options.source);
  if (!options.patch.empty())
    options.patch = fs::absolute(options.patch);
  const auto source = options.work + "/source";
  const auto build = options.work + "/build";
  if (!prepare(options, source, build))
    return 1;
  const auto shadow = aurora::bench::make_local_shadow(source, build, options.work + "/exchange");
  return Comparison(options, *shadow).run();
}
