#include "session.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/ctest/cost_data.hpp"
#include "aurora/sys/exec_process_runner.hpp"
#include "aurora/sys/file_lock.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "exit_code.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_settings_bytes = 16UL << 20;

base::Result<std::string> find_build_dir(Session& session) {
  auto folder = session.files->canonical(session.options.build_dir);
  const auto cache = folder ? session.files->info(sys::join_path(*folder, "CMakeCache.txt"))
                            : base::Result<sys::FileInfo>(sys::FileInfo{});
  if (!folder || !cache || cache->kind != sys::FileKind::regular)
    return base::fail(
        base::ErrorCode::environment,
        "not a configured CMake build folder; configure one with `cmake -S . -B build`, or name yours "
        "with --build-dir",
        session.options.build_dir);
  return folder;
}

/// The text of a file that may be missing.
base::Result<std::string> optional_text(sys::FileSystem& files, const std::string& path) {
  auto text = files.read(path, k_max_settings_bytes);
  if (!text && text.error().code == base::ErrorCode::not_found)
    return std::string();
  return text;
}

base::Result<void> read_settings_file(Session& session, const std::string& build_dir) {
  const bool named = !session.options.settings_file.empty();
  const auto path = named ? session.options.settings_file : sys::join_path(build_dir, "aurora/settings.json");
  const auto text =
      named ? session.files->read(path, k_max_settings_bytes) : optional_text(*session.files, path);
  if (!text)
    return base::forward(text);
  return text->empty() ? base::Result<void>{} : settings::apply_settings_json(session.settings, *text, path);
}

base::Result<void> read_config(Session& session) {
  const auto path = sys::join_path(session.settings.source_dir, ".aurora/config.yml");
  const auto text = optional_text(*session.files, path);
  if (!text)
    return base::forward(text);
  return settings::apply_config_yaml(session.settings, *text, path);
}

base::Result<void> read_facts(Session& session, const std::string& build_dir) {
  if (auto read = read_settings_file(session, build_dir); !read)
    return read;
  const auto cache = session.files->read(sys::join_path(build_dir, "CMakeCache.txt"), k_max_settings_bytes);
  if (!cache)
    return base::forward(cache);
  settings::fill_from_cache(session.settings, *cache);
  const auto source = session.files->canonical(session.settings.source_dir);
  if (!source)
    return base::fail(base::ErrorCode::environment,
                      "the source folder of this build is gone; configure the build folder again",
                      session.settings.source_dir);
  session.settings.source_dir = *source;
  session.settings.build_dir = build_dir;
  return {};
}

base::Result<void> choose_config(Session& session, const std::string& build_dir) {
  const auto cache = session.files->read(sys::join_path(build_dir, "CMakeCache.txt"), k_max_settings_bytes);
  return cache ? settings::choose_config(session.settings, *cache) : base::Result<void>(base::forward(cache));
}

/// Facts first, since they tell where config.yml is; then every source again in its order.
base::Result<void> read_settings(Session& session) {
  const auto build_dir = find_build_dir(session);
  if (!build_dir)
    return base::forward(build_dir);
  if (auto read = read_facts(session, *build_dir); !read)
    return read;
  if (auto read = read_config(session); !read)
    return read;
  if (auto read = read_facts(session, *build_dir); !read)
    return read;
  if (!session.options.config.empty())
    session.settings.config = session.options.config;
  for (const auto& [name, value] : session.options.wishes)
    if (auto set = settings::set_option(session.settings, name, value); !set)
      return set;
  if (auto chosen = choose_config(session, *build_dir); !chosen)
    return chosen;
  if (session.settings.jobs == 0)
    session.settings.jobs = static_cast<int>(session.environment.processors());
  return {};
}

base::Result<void> read_quarantine(Session& session) {
  const auto path = sys::join_path(session.settings.source_dir, ".aurora/quarantine.yml");
  const auto text = optional_text(*session.files, path);
  if (!text)
    return base::forward(text);
  auto entries = triage::read_quarantine(*text, path);
  if (!entries)
    return base::forward(entries);
  session.quarantine = std::move(*entries);
  return {};
}

void set_paths(Session& session) {
  auto& paths = session.paths;
  paths.root = sys::join_path(session.settings.build_dir, "aurora");
  paths.reports = sys::join_path(paths.root, "reports");
  paths.patches = sys::join_path(paths.reports, "patches");
  paths.scratch = sys::join_path(paths.root, "scratch");
  paths.artifacts = sys::join_path(paths.root, "artifacts");
}

base::Result<void> recover(Session& session) {
  const auto report = session.workspace->recover();
  if (!report)
    return base::forward(report);
  for (const auto& file : report->files) {
    if (file.result == workspace::RestoreResult::restored)
      put(stderr, fmt::format("recovered {}: an earlier run was killed; the original is back\n", file.path));
    else if (file.result != workspace::RestoreResult::already_original)
      return base::fail(base::ErrorCode::conflict,
                        "an earlier run was killed and this file could not be brought back: " + file.reason +
                            "; the original is in its .aurora_backup",
                        file.path);
  }
  return {};
}

base::Result<void> prepare(Session& session, Locking locking) {
  for (const auto& folder : {session.paths.reports, session.paths.scratch})
    if (auto made = session.files->make_directories(folder); !made)
      return made;
  session.workspace = std::make_unique<workspace::Workspace>(
      workspace::Roots{session.settings.source_dir, session.paths.root}, *session.files, session.clock);
  if (locking == Locking::none && !session.workspace->is_unfinished())
    return {};
  sys::SystemFileLocks locks;
  auto lock = workspace::Lock::acquire(session.paths.root, "command", {locks, *session.files, session.clock});
  if (!lock && locking == Locking::none && lock.error().code == base::ErrorCode::conflict)
    return {}; // who holds it is at work on what is unfinished
  if (!lock)
    return base::forward(lock);
  if (locking == Locking::none)
    return recover(session);
  session.lock = std::make_unique<workspace::Lock>(std::move(*lock));
  return recover(session);
}

} // namespace

ctest::Place Session::user_tree() {
  return ctest::user_tree(settings.source_dir, settings.build_dir, paths.scratch, *processes);
}

heal::ProjectBench Session::bench() {
  heal::ProjectBench::Options bench_options;
  bench_options.settings = settings;
  if (settings.timeout == 0)
    bench_options.settings.timeout = static_cast<int>(
        ctest::usual_limit({settings.build_dir, sys::join_path(paths.scratch, "ctest")}, *files).count());
  bench_options.git = [this] { return git(); };
  for (const auto* place : {"CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"})
    if (const auto text = files->read(sys::join_path(settings.source_dir, place), k_max_settings_bytes))
      bench_options.code_owners = *text;
  bench_options.quarantine = quarantine;
  if (!options.quiet && console().is_live())
    bench_options.on_output = OutputWatcher(console());
  return heal::ProjectBench(std::move(bench_options), *report_files, clock);
}

base::Result<gate::Policy> Session::policy() {
  const auto folder = sys::join_path(settings.source_dir, ".aurora");
  const auto policy_text = optional_text(*files, sys::join_path(folder, "policy.yml"));
  if (!policy_text)
    return base::forward(policy_text);
  const auto protected_text = optional_text(*files, sys::join_path(folder, "protected-files.yml"));
  if (!protected_text)
    return base::forward(protected_text);
  auto policy = gate::parse_policy(*policy_text, *protected_text);
  if (!policy)
    return policy;
  policy->allow_test_edits = policy->allow_test_edits || settings.allow_test_edits;
  auto& globs = policy->protected_files;
  globs.insert(globs.end(), settings.protected_files.begin(), settings.protected_files.end());
  return policy;
}

void Session::say(std::string_view line) const {
  if (options.quiet)
    return;
  console().line(line);
}

void Session::progress(std::string_view line) const {
  if (!options.quiet)
    console().progress(line);
}

const Console& Session::console() const {
  if (!m_console)
    m_console = std::make_unique<Console>(options.json ? Console::Stream::error : Console::Stream::output,
                                          settings.source_dir);
  return *m_console;
}

base::Result<std::unique_ptr<Session>> open_session(const ProjectOptions& options, Locking locking) {
  auto session = std::make_unique<Session>();
  session->options = options;
  session->files = std::make_unique<sys::SystemFileSystem>();
  session->report_files = std::make_unique<sys::SystemFileSystem>(sys::Durability::left_to_the_kernel);
  session->processes = std::make_unique<sys::ExecProcessRunner>(
      sys::join_path(session->environment.executable_directory(), "aurora-exec"));
  if (auto read = read_settings(*session); !read)
    return base::forward(read);
  if (auto read = read_quarantine(*session); !read)
    return base::forward(read);
  set_paths(*session);
  if (auto prepared = prepare(*session, locking); !prepared)
    return base::forward(prepared);
  session->git_facts = std::async(std::launch::async, [source = session->settings.source_dir,
                                                       &processes = *session->processes] {
                         return heal::git_facts(source, processes);
                       }).share();
  return session;
}

tl::unexpected<base::Error> no_tests(const Session& session) {
  return base::fail(
      base::ErrorCode::environment,
      "CTest knows no test here; call enable_testing() before add_test() in the top CMakeLists.txt",
      session.settings.build_dir);
}

int report_error(std::string_view command, const base::Error& error) {
  auto shown = error;
  shown.path = base::replace_all(error.path, "\n", "\\n");
  put(stderr, fmt::format("aurora {}: {}\n", command, base::to_printable(base::to_string(shown))));
  return static_cast<int>(exit_code_of(error.code));
}

} // namespace aurora::cli
