#include "aurora/repair/search/reach.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {
namespace {

constexpr int k_cannot_trace = 126; ///< aurora-trace's exit code

std::map<std::string, std::string> variables_of(const TestSpec& test) {
  std::map<std::string, std::string> variables;
  for (const auto& entry : test.environment)
    if (const auto equals = entry.find('='); equals != std::string::npos)
      variables[entry.substr(0, equals)] = entry.substr(equals + 1);
  return variables;
}

using ReachedLine = std::pair<std::string, int>;

/// "LINE PATH", one a line.
std::set<ReachedLine> places_in(std::string_view text) {
  std::set<ReachedLine> places;
  for (const auto line : base::split_lines(text)) {
    const auto space = line.find(' ');
    const auto number = base::parse_integer(line.substr(0, space));
    if (number && space != std::string_view::npos)
      places.emplace(line.substr(space + 1), static_cast<int>(*number));
  }
  return places;
}

/// What the tracer wrote of one run; empty when it could not.
std::string traced(workspace::Shadow& shadow, const Tools& tools, const TestSpec& test,
                   std::chrono::milliseconds longest) {
  const auto out = sys::join_path(shadow.exchange_dir(), "reached");
  std::error_code ignored;
  std::filesystem::remove(out, ignored);
  sys::ProcessSpec spec;
  spec.argv = {tools.trace, shadow.source_dir(), out};
  spec.argv.insert(spec.argv.end(), test.command.begin(), test.command.end());
  spec.cwd = test.working_directory.empty() ? shadow.build_dir() : test.working_directory;
  spec.environment = variables_of(test);
  spec.timeout = longest;
  const auto result = shadow.run(std::move(spec));
  if (!result || result->outcome.kind == sys::Outcome::Kind::timed_out ||
      (result->outcome.kind == sys::Outcome::Kind::exited && result->outcome.value == k_cannot_trace))
    return {};
  std::ostringstream text;
  text << std::ifstream(out, std::ios::binary).rdbuf();
  return text.str();
}

} // namespace

Reach reached_lines(workspace::Shadow& shadow, const Tools& tools, const std::vector<TestSpec>& tests,
                    std::chrono::milliseconds longest) {
  if (!std::filesystem::exists(tools.trace))
    return {};
  std::optional<std::set<ReachedLine>> common;
  for (const auto& test : tests) {
    if (test.judged_by_ctest || !sys::is_below(test.command.front(), shadow.build_dir()))
      return {};
    auto places = places_in(traced(shadow, tools, test, longest));
    if (places.empty())
      return {};
    if (common)
      std::erase_if(places, [&](const ReachedLine& place) { return !common->contains(place); });
    common = std::move(places);
  }
  Reach reach;
  for (const auto& [file, line] : common.value_or(std::set<ReachedLine>{}))
    reach[file].push_back(line);
  return reach;
}

std::vector<std::string> around(const Reach& reach, const std::vector<std::string>& files) {
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
