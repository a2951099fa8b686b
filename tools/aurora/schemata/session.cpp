#include "aurora/schemata/session.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/schemata/output.hpp"
#include "aurora/schemata/parser.hpp"
#include "aurora/schemata/refusals.hpp"
#include "aurora/schemata/render.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::schemata {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

constexpr int k_max_units_for_headers = 12;
constexpr int k_parser_rounds = 2;
constexpr std::size_t k_kept_units = 3; ///< each takes hundreds of megabytes

base::Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf()))
    return base::fail(ErrorCode::io, "the file cannot be read", path);
  return text.str();
}

base::Result<void> write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out || !(out << text) || !out.flush())
    return base::fail(ErrorCode::io, "the file cannot be written", path);
  return {};
}

/// Finds the units that include the wanted files, and their trees.
class Collector {
public:
  Collector(const SessionOptions& options, const std::vector<CompileCommand>& commands)
      : m_options(options), m_commands(commands) {
    for (const auto& file : options.files)
      m_wanted.push_back(absolute(file));
    for (const auto& unit : options.units)
      m_first.insert(absolute(unit));
    for (const auto& command : commands)
      m_units.insert(command.file);
  }

  void run() {
    for (const auto& command : m_commands)
      if (std::find(m_wanted.begin(), m_wanted.end(), command.file) != m_wanted.end())
        take(command);
    int tries = 0;
    for (const auto& command : m_commands)
      if (m_first.contains(command.file) && !missing().empty() && tries++ < k_max_units_for_headers / 2)
        take(command);
    for (const bool by_name : {true, false})
      for (const auto& command : m_commands)
        if (!missing().empty() && names_missing(command) == by_name && tries++ < k_max_units_for_headers)
          take(command);
    for (const auto& path : missing())
      notes.push_back(path + ": no unit in the compilation database includes it");
  }

  std::vector<Tree> trees;
  std::vector<CompileCommand> units; ///< of each tree
  std::vector<ParsedUnit> parsed;    ///< the same, where it is at hand; of one tree each
  std::vector<std::string> notes;

private:
  std::string absolute(const std::string& path) const {
    return sys::normalize_path(sys::join_path(m_options.source_dir, path));
  }

  std::vector<std::string> missing() const {
    std::vector<std::string> paths;
    for (const auto& path : m_wanted)
      if (std::none_of(trees.begin(), trees.end(), [&](const Tree& tree) { return tree.path == path; }))
        paths.push_back(path);
    return paths;
  }

  bool names_missing(const CompileCommand& command) const {
    const auto text = read_file(command.file);
    const auto paths = missing();
    return text && std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
             return base::contains(*text, sys::file_name(path));
           });
  }

  void take(const CompileCommand& command) {
    auto wanted = missing();
    std::erase_if(wanted,
                  [&](const std::string& path) { return path != command.file && m_units.contains(path); });
    if (wanted.empty())
      return;
    auto outcome = parse({command, wanted, {}});
    if (!outcome) {
      notes.push_back(base::to_string(outcome.error()));
      return;
    }
    if (!outcome->trees.empty())
      for (const auto& error : outcome->errors)
        notes.push_back("while reading " + command.file + ": " + error);
    std::move(outcome->trees.begin(), outcome->trees.end(), std::back_inserter(trees));
    units.resize(trees.size(), command);
    keep(command, std::move(outcome->unit));
  }

  /// For the tree of the unit's own file.
  void keep(const CompileCommand& command, ParsedUnit unit) {
    parsed.resize(trees.size());
    const auto kept = static_cast<std::size_t>(std::count_if(
        parsed.begin(), parsed.end(), [](const ParsedUnit& other) { return other != nullptr; }));
    for (std::size_t i = 0; i < trees.size() && kept < k_kept_units; ++i)
      if (trees[i].path == command.file)
        parsed[i] = unit;
  }

  const SessionOptions& m_options;
  const std::vector<CompileCommand>& m_commands;
  std::vector<std::string> m_wanted;
  std::set<std::string> m_first; ///< units
  std::set<std::string> m_units; ///< their own files, each read for itself
};

GenerateOptions options_for(const SessionOptions& options, const Tree& tree) {
  GenerateOptions generate{{}, options.test_literals};
  for (const auto& [file, lines] : options.focus)
    if (sys::normalize_path(sys::join_path(options.source_dir, file)) == tree.path)
      generate.focus = lines;
  return generate;
}

base::Result<Runtime> runtime_of(const SessionOptions& options) {
  Runtime runtime{sys::join_path(options.runtime, "aurora_rt.h"), Selector::function};
  const auto text = read_file(runtime.header);
  if (!text)
    return base::forward(text);
  if (base::contains(*text, "aurora_chosen"))
    runtime.selector = Selector::variable;
  return runtime;
}

/// Files that are looked at in one parse.
using Group = std::vector<std::size_t>;

/// The headers that one unit shows together; every other file on its own.
std::vector<Group> groups_of(const Collector& collected) {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> of_headers;
  for (std::size_t i = 0; i < collected.trees.size(); ++i) {
    const auto& unit = collected.units[i].file;
    const bool is_header = collected.trees[i].path != unit;
    const auto known = is_header ? of_headers.find(unit) : of_headers.end();
    if (known != of_headers.end()) {
      groups[known->second].push_back(i);
      continue;
    }
    if (is_header)
      of_headers.emplace(unit, groups.size());
    groups.push_back({i});
  }
  return groups;
}

/// Takes out what the parser refuses. The second look, only for a unit's own file, is for what the first
/// error hid, which is in the same function.
void drop_refused_in(const Group& group, const Runtime& runtime, Collector& collected, Plan& plan) {
  const auto first = group.front();
  const auto& unit = collected.units[first];
  const int rounds = collected.trees[first].path == unit.file ? k_parser_rounds : 1;
  Plan shown{plan.sites, std::vector<std::vector<Candidate>>(plan.candidates.size())};
  for (const auto i : group)
    shown.candidates[i] = plan.candidates[i];
  for (int round = 0; round < rounds; ++round) {
    std::vector<ReplacedFile> texts;
    for (const auto i : group)
      texts.push_back(
          {collected.trees[i].path, render(collected.trees[i], shown, static_cast<int>(i), runtime)});
    const auto refused = refused_candidates(unit, texts, collected.parsed[first]);
    if (refused.empty())
      break;
    shown = functions_of(shown, refused);
    for (auto* changed : {&plan, &shown})
      for (const auto i : group)
        std::erase_if(changed->candidates[i],
                      [&](const Candidate& candidate) { return refused.contains(candidate.id); });
  }
  for (const auto i : group)
    collected.parsed[i].reset();
}

/// As many groups at a time as there are cores; each thread reads and changes its own files' candidates only.
void drop_refused(const SessionOptions& options, Collector& collected, Plan& plan) {
  const auto runtime = runtime_of(options);
  if (!runtime)
    return;
  const auto groups = groups_of(collected);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (auto i = next++; i < groups.size(); i = next++)
      drop_refused_in(groups[i], *runtime, collected, plan);
  };
  std::vector<std::jthread> threads;
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  while (threads.size() + 1 < std::min(cores, groups.size()))
    threads.emplace_back(work);
  work();
}

/// The units that headers were read in, each once.
std::vector<CompileCommand> units_of_headers(const Collector& collected) {
  std::vector<CompileCommand> units;
  for (const auto& group : groups_of(collected))
    if (const auto& unit = collected.units[group.front()]; collected.trees[group.front()].path != unit.file)
      units.push_back(unit);
  return units;
}

base::Result<SessionResult> write_all(const SessionOptions& options, const Plan& plan, Collector& collected) {
  const auto& trees = collected.trees;
  std::error_code error;
  fs::create_directories(sys::join_path(options.out, "src"), error);
  if (error)
    return base::fail(ErrorCode::io, "the output folder cannot be made: " + error.message(), options.out);
  const auto runtime = runtime_of(options);
  if (!runtime)
    return base::forward(runtime);
  std::vector<RewrittenFile> files;
  SessionResult result;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    auto rendered = render(trees[i], plan, static_cast<int>(i), *runtime);
    files.push_back({sys::relative_path(trees[i].path, options.source_dir), fmt::format("src/{}.txt", i),
                     std::move(rendered.wrappings)});
    if (auto written = write_file(sys::join_path(options.out, files.back().rewritten), rendered.text);
        !written)
      return base::forward(written);
    result.candidates += plan.candidates[i].size();
  }
  if (auto written = write_file(sys::join_path(options.out, "candidates.json"),
                                to_json(plan, files, units_of_headers(collected), collected.notes));
      !written)
    return base::forward(written);
  result.files = trees.size();
  result.sites = plan.sites.size();
  result.notes = std::move(collected.notes);
  return result;
}

} // namespace

base::Result<SessionResult> run_session(const SessionOptions& options) {
  std::error_code problem;
  fs::create_directories(options.out, problem);
  ::setenv("TMPDIR", options.out.c_str(), 1); // what the parser keeps on disk goes with the rest
  const auto json = read_file(options.compile_commands);
  if (!json)
    return base::forward(json);
  const auto commands = read_compile_commands(*json);
  if (!commands)
    return base::forward(commands);
  Collector collector(options, *commands);
  collector.run();
  if (collector.trees.empty())
    return base::fail(ErrorCode::not_found,
                      "none of the files could be parsed: " + base::join(collector.notes, "; "),
                      options.compile_commands);
  std::vector<Offer> offers;
  for (const auto& tree : collector.trees)
    offers.push_back(generate(tree, options_for(options, tree)));
  auto made = plan(std::move(offers), options.max_candidates);
  drop_refused(options, collector, made);
  return write_all(options, made, collector);
}

} // namespace aurora::schemata
