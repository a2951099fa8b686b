#include "tracing.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "aurora/base/project_path.hpp"
#include "aurora/base/text.hpp"
#include "aurora/locate/trace.hpp"
#include "aurora/repair/search/cases.hpp"
#include "aurora/repair/search/provider.hpp"

namespace aurora::cli {
namespace {

namespace search = repair::search;

using SourceMap = std::map<std::string, std::string>;

constexpr std::size_t k_most_failing = 3;
constexpr std::size_t k_most_passing = 30;
constexpr auto k_longest_run = std::chrono::seconds(10);
constexpr auto k_all_runs = std::chrono::seconds(20);
constexpr std::size_t k_longest_command = 500'000; ///< bytes; Linux takes 2 MB with the environment
constexpr std::size_t k_per_argument = 30;         ///< its option, its end, and what points to both
constexpr std::uint64_t k_largest_program = 1UL << 30;
constexpr std::uint64_t k_largest_trace = 64UL << 20;

/// A test, or one case of it, as it is run for tracing.
struct TracedTest {
  std::string id;
  std::vector<std::string> command;
  std::string folder;
  std::optional<bool> failed; ///< where its exit code does not tell
};

enum class Known { green, red };

TracedTest command_of(const model::RegisteredTest& test, const model::Project& project) {
  return {test.name,
          test.command,
          test.working_directory.empty() ? project.build_dir : test.working_directory,
          {}};
}

TracedTest whole(const model::RegisteredTest& test, const model::Project& project, Known known) {
  auto result = command_of(test, project);
  if (test.will_fail || test.judged_by_output)
    result.failed = known == Known::red;
  return result;
}

/// `count` of them, evenly spread.
template <typename T>
std::vector<T> spread(const std::vector<T>& all, std::size_t count) {
  if (all.size() <= count)
    return all;
  std::vector<T> some;
  for (std::size_t i = 0; i < count; ++i)
    some.push_back(all[i * all.size() / count]);
  return some;
}

/// The outermost folder of a source that cannot be at fault which by its name holds nothing else, with '/' at
/// its end; or the file.
std::string place_to_leave_out(const std::string& file) {
  for (auto slash = file.find('/'); slash != std::string::npos; slash = file.find('/', slash + 1))
    if (const auto folder = file.substr(0, slash + 1); !base::may_be_at_fault(folder + "a.cpp"))
      return folder;
  return file;
}

/// Tests and copies of other projects are no suspects, and a program that registers many of them runs a line
/// of each: most of the time that tracing one would take. As many as a command may name.
std::set<std::string> places_to_leave_out(const SourceMap& sources) {
  std::set<std::string> places;
  std::size_t size = 0;
  for (const auto& [file, text] : sources)
    if (!base::may_be_at_fault(file) && size <= k_longest_command)
      if (const auto [place, fresh] = places.insert(place_to_leave_out(file)); fresh)
        size += place->size() + k_per_argument;
  return places;
}

class Tracing {
public:
  Tracing(Session& session, const model::Cluster& cluster, const model::Project& project,
          const SourceMap& sources)
      : m_session(session), m_cluster(cluster), m_project(project), m_sources(sources),
        m_tracer(sys::join_path(session.environment.executable_directory(), "aurora-trace")),
        m_out(sys::join_path(session.paths.scratch, "trace")),
        m_programs(session.files->canonical(session.settings.build_dir).value_or(session.settings.build_dir)),
        m_names(sys::join_path(session.paths.scratch, "functions")), m_left_out(places_to_leave_out(sources)),
        m_deadline(std::chrono::steady_clock::now() + k_all_runs) {}

  Traced run() {
    const auto failing = search::failing_tests(m_cluster, m_project.tests);
    const auto test = std::ranges::find_if(m_project.tests, [&](const model::RegisteredTest& candidate) {
      return !candidate.command.empty() && std::ranges::find(failing, candidate.name) != failing.end();
    });
    const auto tracer = m_session.files->info(m_tracer);
    if (test == m_project.tests.end() || !tracer || tracer->kind != sys::FileKind::regular ||
        !m_session.report_files->make_directories(m_session.paths.scratch))
      return {};
    trace_all(*test);
    const bool red = std::ranges::any_of(m_spectrum.tests, &locate::SpectrumTest::failed);
    return {red ? std::move(m_spectrum) : locate::SpectrumInput{}, std::move(m_crash)};
  }

private:
  void trace_all(const model::RegisteredTest& test) {
    const auto framework = framework_of(test);
    for (const auto& one : framework ? failing_cases(test, *framework) : failing_wholes(test))
      trace(one, Known::red);
    for (const auto& one : framework ? other_cases(test, *framework) : other_tests(test))
      trace(one, Known::green);
  }

  std::optional<search::Framework> framework_of(const model::RegisteredTest& test) const {
    if (search::selects_cases(test.command))
      return std::nullopt;
    const auto program = m_session.files->read(test.command.front(), k_largest_program);
    return program ? search::framework_in(*program) : std::nullopt;
  }

  TracedTest one_case(const model::RegisteredTest& test, search::Framework framework,
                      const std::string& name) const {
    auto result = command_of(test, m_project);
    result.id += "::" + name;
    result.command.push_back(search::selecting_argument(framework, name));
    return result;
  }

  std::vector<TracedTest> failing_cases(const model::RegisteredTest& test, search::Framework framework) {
    std::vector<TracedTest> result;
    for (const auto& event : m_cluster.events) {
      if (!event.test_id.starts_with(test.name + "::") || result.size() >= k_most_failing)
        continue;
      const auto name = event.test_id.substr(test.name.size() + 2);
      if (m_named.insert(name).second)
        result.push_back(one_case(test, framework, name));
    }
    return result.empty() ? std::vector{whole(test, m_project, Known::red)} : result;
  }

  std::vector<TracedTest> other_cases(const model::RegisteredTest& test, search::Framework framework) const {
    auto spec = spec_of(command_of(test, m_project));
    spec.argv.resize(1);
    for (const auto& argument : search::listing_arguments(framework))
      spec.argv.push_back(argument);
    const auto listed = m_session.processes->run(spec);
    std::vector<TracedTest> result;
    if (listed)
      for (const auto& name : spread(search::read_cases(framework, listed->stdout_text), k_most_passing))
        if (!m_named.contains(name))
          result.push_back(one_case(test, framework, name));
    return result;
  }

  std::vector<TracedTest> failing_wholes(const model::RegisteredTest& first) const {
    std::vector<TracedTest> result{whole(first, m_project, Known::red)};
    for (const auto& name : search::failing_tests(m_cluster, m_project.tests))
      for (const auto& test : m_project.tests)
        if (test.name == name && name != first.name && !test.command.empty() &&
            result.size() < k_most_failing)
          result.push_back(whole(test, m_project, Known::red));
    return result;
  }

  /// Those of the same program before others: they have more in common with the failing one.
  std::vector<TracedTest> other_tests(const model::RegisteredTest& first) const {
    const auto failing = search::failing_tests(m_cluster, m_project.tests);
    std::vector<TracedTest> same;
    std::vector<TracedTest> others;
    for (const auto& test : m_project.tests)
      if (!test.command.empty() && !test.disabled && std::ranges::find(failing, test.name) == failing.end())
        (test.command.front() == first.command.front() ? same : others)
            .push_back(whole(test, m_project, Known::green));
    auto result = spread(same, k_most_passing);
    const auto more = spread(others, k_most_passing - result.size());
    result.insert(result.end(), more.begin(), more.end());
    return result;
  }

  static sys::ProcessSpec spec_of(const TracedTest& test) {
    sys::ProcessSpec spec;
    spec.argv = test.command;
    spec.cwd = test.folder;
    spec.timeout = k_longest_run;
    return spec;
  }

  void trace(const TracedTest& test, Known known) {
    if (std::chrono::steady_clock::now() > m_deadline)
      return;
    auto spec = spec_of(test);
    std::vector<std::string> tracer{m_tracer, "--programs", m_programs};
    for (const auto& place : m_left_out)
      tracer.insert(tracer.end(), {"--except", place});
    if (m_index)
      tracer.insert(tracer.end(), {"--functions", m_names});
    // Not the project's: that may be the copy's, and what is traced is the user's build.
    tracer.insert(tracer.end(), {m_session.settings.source_dir, m_out});
    spec.argv.insert(spec.argv.begin(), tracer.begin(), tracer.end());
    const auto result = m_session.processes->run(spec);
    const auto text = m_session.files->read(m_out, k_largest_trace);
    if (auto removed = m_session.report_files->remove_file(m_out); !result || !text || !removed)
      return;
    locate::SpectrumTest entry{test.id, test.failed.value_or(!result->outcome.succeeded()), {}};
    auto found = locate::read_trace(*text);
    if (known == Known::red && m_crash.empty())
      m_crash = std::move(found.crash);
    for (const auto& place : found.lines)
      entry.hits.push_back(element_of(place));
    add_functions(found.reached, entry.hits);
    std::vector<std::size_t> not_hit; // but known
    add_functions(found.missed, not_hit);
    std::ranges::sort(entry.hits);
    const auto again = std::ranges::unique(entry.hits);
    entry.hits.erase(again.begin(), again.end());
    if (!entry.hits.empty())
      m_spectrum.tests.push_back(std::move(entry));
  }

  /// Without debug information a function counts with all its lines, where that many can be told apart.
  void add_functions(const std::vector<std::string>& symbols, std::vector<std::size_t>& hits) {
    if (symbols.empty())
      return;
    if (!m_index && !make_index())
      return;
    for (const auto& place : locate::places_of(*m_index, symbols))
      for (const int line : code_lines(place))
        hits.push_back(element_of({place.file, line}));
  }

  /// From then on only what is in it is traced: a test framework's own functions take most of the time.
  bool make_index() {
    locate::FunctionIndex index(m_sources);
    if (!m_session.report_files->write(m_names, locate::names_to_trace(index)))
      return false;
    m_index = std::move(index);
    return true;
  }

  std::vector<int> code_lines(const locate::FunctionPlace& place) {
    auto& lines = m_lines[place.file];
    if (lines.empty())
      lines = base::split_lines(m_sources.at(place.file));
    std::vector<int> result;
    for (int line = place.line; line <= place.end_line; ++line)
      if (locate::holds_code(lines.at(static_cast<std::size_t>(line) - 1)))
        result.push_back(line);
    return result;
  }

  std::size_t element_of(const std::pair<std::string, int>& place) {
    const auto [entry, fresh] = m_elements.try_emplace(place, m_spectrum.elements.size());
    if (fresh)
      m_spectrum.elements.push_back({place.first, place.second});
    return entry->second;
  }

  Session& m_session;
  const model::Cluster& m_cluster;
  const model::Project& m_project;
  const SourceMap& m_sources;
  std::optional<locate::FunctionIndex> m_index; ///< of the sources, where functions are asked about
  std::map<std::string, std::vector<std::string_view>> m_lines;
  std::string m_tracer;
  std::string m_out;
  std::string m_programs; ///< the folder of those that are traced
  std::string m_names;    ///< a file of those in the index
  std::set<std::string> m_left_out;
  std::chrono::steady_clock::time_point m_deadline;
  std::set<std::string> m_named; ///< failing cases that are traced
  std::map<std::pair<std::string, int>, std::size_t> m_elements;
  locate::SpectrumInput m_spectrum;
  std::vector<locate::CallSite> m_crash;
};

} // namespace

Traced trace_tests(Session& session, const model::Cluster& cluster, const model::Project& project,
                   const std::map<std::string, std::string>& sources) {
  const bool runs = cluster.category != model::Category::build && cluster.category != model::Category::link &&
                    !cluster.flaky;
  return runs ? Tracing(session, cluster, project, sources).run() : Traced{};
}

} // namespace aurora::cli
