#include "aurora/repair/search/provider.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::array k_test_folders = {"test", "tests", "testing", "unittest", "unittests", "unit_tests"};
constexpr int k_deepest_folder = 8;
constexpr std::size_t k_most_entries = 5000;
constexpr std::size_t k_most_test_files = 8;
constexpr std::uint64_t k_largest_source = 1U << 20;

bool is_build_failure(model::Category category) {
  return category == model::Category::build || category == model::Category::link;
}

/// Collects the headers below the source root, build folder and hidden folders left out.
class HeaderList {
public:
  HeaderList(const Context& context, std::vector<std::string>& found) : m_context(context), m_found(found) {}

  void add_below(const std::string& folder, int depth) {
    auto entries = m_context.files.list(folder);
    if (!entries || depth > k_deepest_folder)
      return;
    for (const auto& entry : *entries) {
      if (++m_seen > k_most_entries)
        return;
      add(sys::join_path(folder, entry.name), entry, depth);
    }
  }

private:
  void add(const std::string& path, const sys::DirectoryEntry& entry, int depth) {
    if (entry.name.starts_with('.') || sys::is_below(path, m_context.project.build_dir))
      return;
    if (entry.kind == sys::FileKind::directory)
      add_below(path, depth + 1);
    else if (entry.kind == sys::FileKind::regular && is_header(path))
      m_found.push_back(sys::relative_path(path, m_context.project.source_dir));
  }

  const Context& m_context;
  std::vector<std::string>& m_found;
  std::size_t m_seen = 0;
};

std::vector<std::string> project_sources(const Context& context) {
  std::vector<std::string> result;
  for (const auto& command : context.project.compile_commands)
    if (sys::is_below(command.file, context.project.source_dir) &&
        !sys::is_below(command.file, context.project.build_dir))
      result.push_back(sys::relative_path(command.file, context.project.source_dir));
  HeaderList(context, result).add_below(context.project.source_dir, 0);
  return result;
}

/// Of what failed, then of the places where it was noticed.
Literals literals_of(const Context& context) {
  Literals literals;
  for (const auto& event : context.cluster.events)
    for (const auto& text : {event.expected, event.actual})
      literals.add_source(text, 0);
  std::size_t files = 0;
  for (const auto& event : context.cluster.events) {
    if (event.file.empty() || !is_source(event.file) || ++files > k_most_test_files)
      continue;
    if (const auto text =
            context.files.read(sys::join_path(context.project.source_dir, event.file), k_largest_source))
      literals.add_source(*text, event.line);
  }
  return literals;
}

SearchOptions search_options(const Context& context, const SearchProviderOptions& options) {
  SearchOptions search;
  search.instrument.tools = options.tools;
  search.instrument.build.cmake = options.cmake;
  search.instrument.build.config = context.project.config;
  search.instrument.build.jobs = options.jobs;
  search.instrument.files =
      searched_files(context, options.locked ? options.locked : is_test_path, options.max_files);
  search.ctest = options.ctest;
  search.failing = failing_tests(context.cluster, context.project.tests);
  for (const auto& event : context.cluster.events)
    search.failing_cases.push_back(event.test_id);
  search.targets = context.project.targets;
  search.suspects = context.suspects;
  search.literals = literals_of(context);
  search.seconds = options.seconds;
  search.jobs = options.jobs;
  search.max_patches = options.max_patches;
  search.progress = options.progress;
  search.interrupted = options.interrupted;
  return search;
}

} // namespace

bool is_test_path(const std::string& path) {
  const auto lower = base::to_lower(path);
  const auto parts = base::split(lower, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (std::ranges::find(k_test_folders, parts[i]) != k_test_folders.end())
      return true;
  const auto stem = parts.back().substr(0, parts.back().find('.'));
  return stem == "test" || stem.starts_with("test_") || stem.ends_with("_test") || stem.ends_with("_tests") ||
         stem.ends_with("unittest");
}

std::vector<std::string> failing_tests(const model::Cluster& cluster,
                                       const std::vector<model::RegisteredTest>& tests) {
  std::vector<std::string> names;
  for (const auto& event : cluster.events)
    for (const auto& test : tests)
      if ((event.test_id == test.name || event.test_id.starts_with(test.name + "::")) &&
          std::ranges::find(names, test.name) == names.end())
        names.push_back(test.name);
  return names;
}

std::vector<std::string> searched_files(const Context& context,
                                        const std::function<bool(const std::string&)>& locked,
                                        std::size_t max_files) {
  std::vector<std::string> result;
  const auto add = [&](const std::string& file) {
    if (!file.empty() && !file.starts_with('/') && !locked(file) && result.size() < max_files &&
        std::ranges::find(result, file) == result.end())
      result.push_back(file);
  };
  for (const auto& suspect : context.suspects)
    if (!is_header(suspect.file))
      add(suspect.file);
  for (const auto& suspect : context.suspects)
    add(suspect.file);
  for (const auto& file : project_sources(context))
    add(file);
  return result;
}

SearchProvider::SearchProvider(SearchProviderOptions options) : m_options(std::move(options)) {}

base::Result<std::vector<model::Patch>> SearchProvider::propose(const Context& context) {
  m_report = {};
  m_searched = false;
  const auto options = search_options(context, m_options);
  if (is_build_failure(context.cluster.category) || context.cluster.flaky || options.failing.empty() ||
      options.instrument.files.empty())
    return std::vector<model::Patch>{};
  if (auto ready = m_options.shadow->reset(); !ready)
    return forward(ready);
  auto report = search(*m_options.shadow, options);
  const auto cleaned = m_options.shadow->reset();
  if (!report)
    return forward(report);
  if (!cleaned)
    return forward(cleaned);
  m_report = std::move(*report);
  m_searched = true;
  return m_report.patches;
}

std::vector<std::string> SearchProvider::notes() const {
  auto notes = m_report.notes;
  if (!m_searched || !m_report.patches.empty())
    return notes;
  const double spent = m_report.fixed_seconds + m_report.search_seconds;
  notes.push_back(
      fmt::format("none of {} candidates heals it; {} trials in {:.0f} s, {:.0f} s of them to compile",
                  m_report.candidates, m_report.tried, spent, m_report.fixed_seconds));
  if (spent >= m_options.seconds)
    notes.back() +=
        fmt::format("; the time is used up (--time-budget {:.0f}), more may help", m_options.seconds);
  return notes;
}

} // namespace aurora::repair::search
