#include "aurora/repair/search/reach.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/locate/trace.hpp"
#include "aurora/repair/search/cases.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {
namespace {

constexpr int k_cannot_trace = 126; ///< aurora-trace's exit code
constexpr std::size_t k_most_traced_cases = 3;

std::map<std::string, std::string> variables_of(const TestSpec& test) {
  std::map<std::string, std::string> variables;
  for (const auto& entry : test.environment)
    if (const auto equals = entry.find('='); equals != std::string::npos)
      variables[entry.substr(0, equals)] = entry.substr(equals + 1);
  return variables;
}

using ReachedLine = std::pair<std::string, int>;

/// By one run of a test: what it reached, and whether it was red.
struct Traced {
  locate::Trace trace;
  bool red = false;
};

class Tracing {
public:
  Tracing(workspace::Shadow& shadow, const Tools& tools, const ReachOptions& options)
      : m_shadow(shadow), m_tools(tools), m_options(options), m_texts(texts_of(options.files, shadow)),
        m_index(m_texts), m_names(sys::join_path(shadow.exchange_dir(), "functions")) {
    std::error_code missing;
    m_build = std::filesystem::weakly_canonical(shadow.build_dir(), missing).string();
    std::ofstream(m_names, std::ios::binary) << locate::names_to_trace(m_index);
  }

  Reach run() {
    std::optional<std::set<ReachedLine>> common;
    for (const auto& test : m_options.tests) {
      if (test.judged_by_ctest || !sys::is_below(test.command.front(), m_shadow.build_dir()))
        return {};
      for (const auto& trace : traces_of(test)) {
        auto places = places_in(trace);
        if (places.empty())
          return {};
        if (common)
          std::erase_if(places, [&](const ReachedLine& place) { return !common->contains(place); });
        common = std::move(places);
      }
    }
    Reach reach;
    for (const auto& [file, line] : common.value_or(std::set<ReachedLine>{}))
      reach.lines[file].push_back(line);
    reach.by_function = m_by_function;
    if (common)
      reach.started = m_started;
    return reach;
  }

private:
  /// Of its red cases, each run alone; of all it runs where there are none or one of them is green alone.
  std::vector<locate::Trace> traces_of(const TestSpec& test) {
    std::vector<locate::Trace> traces;
    for (const auto& one : alone(test)) {
      auto traced = trace(one);
      if (!traced.red) {
        traces.clear();
        break;
      }
      traces.push_back(std::move(traced.trace));
    }
    if (traces.empty())
      traces.push_back(trace(test).trace);
    return traces;
  }

  std::vector<TestSpec> alone(const TestSpec& test) const {
    std::vector<std::string> names;
    for (const auto& name : m_options.cases)
      if (name.starts_with(test.name + "::") && names.size() < k_most_traced_cases)
        names.push_back(name.substr(test.name.size() + 2));
    const auto framework =
        names.empty() || selects_cases(test.command) ? std::nullopt : framework_of(test.command.front());
    std::vector<TestSpec> result;
    for (const auto& name : framework ? names : std::vector<std::string>{}) {
      result.push_back(test);
      result.back().command.push_back(selecting_argument(*framework, name));
    }
    return result;
  }

  /// Nothing reached when it could not be traced.
  Traced trace(const TestSpec& test) {
    const auto out = sys::join_path(m_shadow.exchange_dir(), "reached");
    std::error_code ignored;
    std::filesystem::remove(out, ignored);
    sys::ProcessSpec spec;
    spec.argv = {m_tools.trace, "--programs", m_build, "--functions", m_names};
    for (const auto& file : m_options.files)
      spec.argv.insert(spec.argv.end(), {"--only", file});
    spec.argv.insert(spec.argv.end(), {m_shadow.source_dir(), out});
    spec.argv.insert(spec.argv.end(), test.command.begin(), test.command.end());
    spec.cwd = test.working_directory.empty() ? m_shadow.build_dir() : test.working_directory;
    spec.environment = variables_of(test);
    spec.timeout = m_options.longest;
    const auto result = m_shadow.run(std::move(spec));
    if (!result || result->outcome.kind == sys::Outcome::Kind::timed_out ||
        (result->outcome.kind == sys::Outcome::Kind::exited && result->outcome.value == k_cannot_trace))
      return {};
    std::ostringstream text;
    text << std::ifstream(out, std::ios::binary).rdbuf();
    Traced traced{locate::read_trace(text.str()), !result->outcome.succeeded()};
    for (const auto& program : traced.trace.started)
      if (sys::is_below(program, m_build))
        m_started.insert(sys::join_path(m_shadow.build_dir(), sys::relative_path(program, m_build)));
    return traced;
  }

  std::set<ReachedLine> places_in(const locate::Trace& trace) {
    std::set<ReachedLine> places(trace.lines.begin(), trace.lines.end());
    if (trace.reached.empty())
      return places;
    std::set<std::string> known;
    for (const auto& [file, line] : places)
      known.insert(file);
    const auto reached = locate::places_of(m_index, trace.reached);
    const auto missed = locate::places_of(m_index, trace.missed);
    // Libraries of elsewhere may have functions but no lines where the program has lines.
    const auto is_reached = [&](const std::string& file) {
      return known.empty() ||
             std::ranges::any_of(reached, [&](const auto& place) { return place.file == file; });
    };
    for (const auto& [file, text] : m_texts)
      if (!known.contains(file) && is_reached(file)) {
        add_outside(file, lines_of_missed(file, reached, missed), places);
        m_by_function = true;
      }
    return places;
  }

  static std::map<std::string, std::string> texts_of(const std::vector<std::string>& files,
                                                     workspace::Shadow& shadow) {
    std::map<std::string, std::string> texts;
    for (const auto& file : files)
      if (auto text = shadow.read(file))
        texts.emplace(file, std::move(*text));
    return texts;
  }

  using Places = std::vector<locate::FunctionPlace>;

  static std::set<int> lines_of_missed(const std::string& file, const Places& reached, const Places& missed) {
    std::set<int> first;
    for (const auto& place : reached)
      if (place.file == file)
        first.insert(place.line);
    std::set<int> lines;
    for (const auto& place : missed)
      for (int line = place.line; place.file == file && !first.contains(place.line) && line <= place.end_line;
           ++line)
        lines.insert(line);
    return lines;
  }

  void add_outside(const std::string& file, const std::set<int>& missed, std::set<ReachedLine>& places) {
    int number = 0;
    for (const auto line : base::split_lines(m_texts.at(file)))
      if (!missed.contains(++number) && locate::holds_code(line))
        places.emplace(file, number);
  }

  workspace::Shadow& m_shadow;
  const Tools& m_tools;
  const ReachOptions& m_options;
  std::map<std::string, std::string> m_texts; ///< of the files
  locate::FunctionIndex m_index;
  std::string m_names; ///< a file of those in the index
  std::string m_build; ///< without symbolic links, as programs that run are named
  bool m_by_function = false;
  std::set<std::string> m_started;
};

} // namespace

Reach reached_lines(workspace::Shadow& shadow, const Tools& tools, const ReachOptions& options) {
  if (!std::filesystem::exists(tools.trace))
    return {};
  return Tracing(shadow, tools, options).run();
}

std::vector<std::string> around(const LinesByFile& reach, const std::vector<std::string>& files) {
  std::vector<std::string> ranges;
  for (const auto& file : files) {
    const auto found = reach.find(file);
    if (found == reach.end())
      continue;
    const auto& lines = found->second;
    for (std::size_t i = 0; i < lines.size();) {
      auto last = i;
      while (last + 1 < lines.size() && lines[last + 1] <= lines[last] + 2)
        ++last;
      ranges.push_back(fmt::format("{}:{}-{}", file, std::max(1, lines[i] - 1), lines[last] + 1));
      i = last + 1;
    }
  }
  return ranges;
}

} // namespace aurora::repair::search
