#include "quality_input.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "aurora/base/text.hpp"
#include "aurora/history/open.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "memory.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_largest_source = 4UL << 20;
constexpr std::size_t k_most_sources = 20'000;

/// The texts that a file of this name belongs to, or null.
quality::Texts* texts_for(SourceTexts& texts, const std::string& name) {
  constexpr std::array<std::string_view, 9> cxx{".cpp", ".cc", ".cxx", ".c++", ".hpp",
                                                ".h",   ".hh", ".hxx", ".ipp"};
  constexpr std::array<std::string_view, 8> javascript{".js", ".mjs", ".cjs", ".jsx",
                                                       ".ts", ".mts", ".cts", ".tsx"};
  const auto extension = sys::extension(name);
  if (std::ranges::find(cxx, extension) != cxx.end())
    return &texts.cxx;
  if (extension == ".py" &&
      (name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py"))
    return &texts.python;
  const bool test = base::contains(name, ".test.") || base::contains(name, ".spec.");
  return test && std::ranges::find(javascript, extension) != javascript.end() ? &texts.javascript : nullptr;
}

class SourceWalk {
public:
  explicit SourceWalk(Session& session) : m_session(session) {}

  SourceTexts walk() {
    enter(m_session.settings.source_dir);
    return std::move(m_texts);
  }

private:
  bool is_left_out(const std::string& path, const std::string& name) const {
    return name.starts_with('.') || name == "node_modules" || name == "venv" ||
           path == m_session.settings.build_dir ||
           m_session.files->info(sys::join_path(path, "CMakeCache.txt")).value_or(sys::FileInfo{}).kind ==
               sys::FileKind::regular;
  }

  void enter(const std::string& folder) {
    const auto entries = m_session.files->list(folder);
    if (!entries)
      return;
    for (const auto& entry : *entries) {
      const auto path = sys::join_path(folder, entry.name);
      if (entry.kind == sys::FileKind::directory && !is_left_out(path, entry.name))
        enter(path);
      else if (entry.kind == sys::FileKind::regular)
        take(path, entry.name);
    }
  }

  void take(const std::string& path, const std::string& name) {
    auto* texts = texts_for(m_texts, name);
    if (texts == nullptr || m_count >= k_most_sources)
      return;
    if (auto text = m_session.files->read(path, k_largest_source)) {
      ++m_count;
      texts->emplace(sys::relative_path(path, m_session.settings.source_dir), std::move(*text));
    }
  }

  Session& m_session;
  SourceTexts m_texts;
  std::size_t m_count = 0;
};

/// The columns of a table of the history by name.
class Columns {
public:
  explicit Columns(const std::string& table) {
    for (const auto& one : history::tables())
      if (one.name == table)
        for (std::size_t i = 0; i < one.columns.size(); ++i)
          m_index.emplace(one.columns[i], i);
  }
  std::size_t operator[](const std::string& name) const { return m_index.at(name); }

private:
  std::map<std::string, std::size_t> m_index;
};

using RunsById = std::map<long long, quality::PastRun>;

base::Result<void> read_run_rows(history::Store& store, const history::Filter& filter, RunsById& runs) {
  const Columns at("runs");
  return store.each_row(filter, "runs", [&](const history::Row& row) {
    if (history::integer_at(row, at["built"]) == 0)
      return; // no test could run
    auto& run = runs[history::integer_at(row, at["id"])];
    run.started = history::text_at(row, at["started"]);
    run.commit = history::text_at(row, at["commit_id"]);
    run.green = history::text_at(row, at["verdict"]) == "green";
    run.seconds = history::real_at(row, at["seconds"]);
    run.passed = history::integer_at(row, at["passed"]);
    run.failed = history::integer_at(row, at["failed"]) + history::integer_at(row, at["not_run"]);
    if (!history::is_null(row, at["coverage_percent"]))
      run.coverage_percent = history::real_at(row, at["coverage_percent"]);
  });
}

base::Result<void> read_event_rows(history::Store& store, const history::Filter& filter, RunsById& runs) {
  const Columns at("events");
  return store.each_row(filter, "events", [&](const history::Row& row) {
    const auto run = runs.find(history::integer_at(row, at["run_id"]));
    if (run == runs.end())
      return;
    const bool flaky = history::integer_at(row, at["flaky"]) != 0;
    (flaky ? run->second.flaky : run->second.failing).insert(history::text_at(row, at["test_id"]));
  });
}

base::Result<std::unique_ptr<history::Store>> open_past(Session& session) {
  const auto location = history_location(session);
  if (!location)
    return base::forward(location);
  if (!*location)
    return base::fail(base::ErrorCode::not_found, "the history is switched off (HISTORY off)");
  sys::SystemFileLocks locks;
  history::OpenOptions how;
  how.location = **location;
  how.purpose = history::Purpose::read;
  auto opened = history::open_store(how, {*session.files, locks, session.clock});
  if (!opened)
    return base::forward(opened);
  return std::move(opened->store);
}

/// Commits come from the history, which a team may share: only ids are given to git.
bool is_commit_id(const std::string& text) {
  return text.size() >= 7 && text.size() <= 64 &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

SourceTexts read_source_texts(Session& session) {
  return SourceWalk(session).walk();
}

base::Result<std::vector<quality::PastRun>> read_past_runs(Session& session, const std::string& since) {
  auto store = open_past(session);
  if (!store)
    return base::forward(store);
  const history::Filter filter{project_name(session.settings), since, "", 0};
  RunsById by_id;
  if (auto read = read_run_rows(**store, filter, by_id); !read)
    return base::forward(read);
  if (auto read = read_event_rows(**store, filter, by_id); !read)
    return base::forward(read);
  std::vector<quality::PastRun> runs;
  for (auto& [id, run] : by_id)
    runs.push_back(std::move(run));
  return runs;
}

std::set<std::string> changed_files(Session& session, const std::string& from, const std::string& to) {
  if (!to.empty() && (!is_commit_id(from) || !is_commit_id(to)))
    return {};
  std::vector<std::string> arguments{"diff", "--name-only", "--relative", "-z", "--end-of-options", from};
  if (!to.empty())
    arguments.push_back(to);
  arguments.emplace_back("--");
  const auto output = heal::git_output(session.settings.source_dir, arguments, *session.processes);
  std::set<std::string> files;
  if (output)
    for (const auto path : base::split(*output, '\0'))
      if (!path.empty())
        files.emplace(path);
  return files;
}

} // namespace aurora::cli
