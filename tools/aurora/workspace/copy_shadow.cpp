#include "aurora/workspace/copy_shadow.hpp"

#include <algorithm>

#include <unistd.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/workspace/bubblewrap.hpp"
#include "aurora/workspace/cmake_cache.hpp"

namespace aurora::workspace {
namespace {

constexpr auto k_temporary = "/tmp";

/// Whether it is a call of `cmake --build` or of ctest.
bool works_on_build(const sys::ProcessSpec& spec) {
  return std::ranges::any_of(
      spec.argv, [](const std::string& word) { return word == "--build" || word == "--test-dir"; });
}

base::Result<void> require_success(const base::Result<sys::ProcessResult>& result,
                                   const std::string& action) {
  if (!result)
    return base::forward(result);
  if (result->outcome.succeeded())
    return {};
  return base::fail(base::ErrorCode::environment,
                    action + " failed (" + sys::to_string(result->outcome) + "): " + result->stderr_text);
}

} // namespace

base::Result<std::unique_ptr<Shadow>> CopyShadow::make(const ShadowOptions& options,
                                                       const std::string& parent, sys::FileSystem& files,
                                                       sys::ProcessRunner& processes) {
  const auto key = base::sha256_hex(options.source_dir + '\0' + options.build_dir).substr(0, 16);
  const auto folder = sys::join_path(parent, "aurora-copy-" + std::to_string(::getuid()) + "-" + key);
  if (auto made = files.make_directories(folder); !made)
    return base::forward(made);
  auto lock = sys::SystemFileLocks().acquire(sys::join_path(folder, "lock"), std::to_string(::getpid()));
  if (!lock)
    return base::forward(lock);
  std::unique_ptr<CopyShadow> shadow(new CopyShadow(options, folder, files, processes));
  shadow->m_lock = std::move(*lock);
  const auto existing = files.info(shadow->m_source);
  if (!existing)
    return base::forward(existing);
  auto copied = existing->kind == sys::FileKind::directory ? shadow->reset() : shadow->copy_all();
  if (!copied)
    return base::forward(copied);
  if (auto configured = shadow->configure(); !configured)
    return base::forward(configured);
  shadow->probe_landlock();
  shadow->probe_bubblewrap();
  return std::unique_ptr<Shadow>(std::move(shadow));
}

CopyShadow::CopyShadow(const ShadowOptions& options, const std::string& folder, sys::FileSystem& files,
                       sys::ProcessRunner& processes)
    : ShadowBase(files), m_user(options), m_source(sys::join_path(folder, "source")),
      m_build(sys::join_path(folder, "build")), m_exchange(sys::join_path(folder, "exchange")),
      m_processes(processes) {
  m_paths.add(m_user.source_dir, m_source);
  m_paths.add(m_user.build_dir, m_build);
}

bool CopyShadow::is_left_out(const std::string& path) const {
  return path == sys::join_path(m_user.source_dir, ".git") || path == m_user.build_dir ||
         sys::is_below(sys::parent_path(m_source), path);
}

std::string CopyShadow::copy_of(const std::string& path) const {
  return path == m_user.source_dir ? m_source
                                   : sys::join_path(m_source, sys::relative_path(path, m_user.source_dir));
}

/// Into a folder beside it first: a copy that a crash cut short is not taken for a whole one.
base::Result<void> CopyShadow::copy_all() {
  const auto entries = m_files.list(m_user.source_dir);
  if (!entries)
    return base::forward(entries);
  const auto unfinished = m_source + ".new";
  if (auto removed = m_files.remove_tree(unfinished); !removed)
    return removed;
  for (const auto& folder : {unfinished, m_build, m_exchange})
    if (auto made = m_files.make_directories(folder); !made)
      return made;
  sys::ProcessSpec spec;
  spec.argv = {"cp", "-a", "-t", unfinished, "--"};
  const auto fixed_words = spec.argv.size();
  for (const auto& entry : *entries)
    if (const auto path = sys::join_path(m_user.source_dir, entry.name); !is_left_out(path))
      spec.argv.push_back(path);
  if (spec.argv.size() > fixed_words)
    if (auto copied = require_success(m_processes.run(spec), "copying " + m_user.source_dir); !copied)
      return copied;
  if (auto moved = m_files.rename(unfinished, m_source); !moved)
    return moved;
  return reset(); // takes out a build folder that lay deeper
}

base::Result<void> CopyShadow::reset() {
  for (const auto& folder : {m_build, m_exchange})
    if (auto made = m_files.make_directories(folder); !made)
      return made;
  std::vector<std::string> folders = {m_user.source_dir};
  while (!folders.empty()) {
    const auto folder = folders.back();
    folders.pop_back();
    if (auto copied = copy_differences(folder, folders); !copied)
      return copied;
  }
  return {};
}

base::Result<void> CopyShadow::copy_differences(const std::string& folder,
                                                std::vector<std::string>& folders) {
  auto entries = m_files.list(folder);
  if (!entries)
    return base::forward(entries);
  std::erase_if(*entries, [&](const auto& entry) { return is_left_out(sys::join_path(folder, entry.name)); });
  if (auto removed = remove_extra(copy_of(folder), *entries); !removed)
    return removed;
  for (const auto& entry : *entries) {
    const auto path = sys::join_path(folder, entry.name);
    if (auto copied = copy_entry(path, entry.kind); !copied)
      return copied;
    if (entry.kind == sys::FileKind::directory)
      folders.push_back(path);
  }
  return {};
}

base::Result<void> CopyShadow::remove_extra(const std::string& folder,
                                            const std::vector<sys::DirectoryEntry>& wanted) {
  const auto present = m_files.list(folder);
  if (!present)
    return base::forward(present);
  for (const auto& entry : *present) {
    const auto match = std::ranges::find(wanted, entry.name, &sys::DirectoryEntry::name);
    if (match != wanted.end() && match->kind == entry.kind)
      continue;
    if (auto removed = m_files.remove_tree(sys::join_path(folder, entry.name)); !removed)
      return removed;
  }
  return {};
}

base::Result<void> CopyShadow::copy_entry(const std::string& path, sys::FileKind kind) {
  const auto copy = copy_of(path);
  const auto present = m_files.info(copy);
  if (!present)
    return base::forward(present);
  if (kind == sys::FileKind::directory)
    return m_files.make_directories(copy);
  if (kind != sys::FileKind::regular) {
    sys::ProcessSpec spec;
    spec.argv = {"cp", "-a", "-T", "--", path, copy};
    return present->kind == kind ? base::Result<void>()
                                 : require_success(m_processes.run(spec), "copying " + path);
  }
  const auto info = m_files.info(path);
  const auto bytes = m_files.read(path);
  if (!info || !bytes)
    return info ? base::forward(bytes) : base::forward(info);
  if (present->kind == kind && present->size == bytes->size() && present->mode == info->mode) {
    const auto old = m_files.read(copy);
    if (old && *old == *bytes)
      return {};
  }
  return m_files.write(copy, *bytes, info->mode);
}

/// What FetchContent has downloaded for the user's build is used from there.
base::Result<std::string> CopyShadow::cache_script() {
  const auto text = m_files.read(sys::join_path(m_user.build_dir, "CMakeCache.txt"));
  if (!text)
    return base::forward(text);
  auto entries = read_cmake_cache(*text);
  m_configure = {cache_value(entries, "CMAKE_COMMAND").value_or("cmake"), "-G",
                 cache_value(entries, "CMAKE_GENERATOR").value_or("Unix Makefiles")};
  const auto home = cache_value(entries, "CMAKE_HOME_DIRECTORY").value_or(m_user.source_dir);
  m_configure.insert(m_configure.end(), {"-S", m_paths.translate(home)});
  for (auto& entry : entries)
    entry.value = m_paths.translate(entry.value);
  const auto dependencies = sys::join_path(m_user.build_dir, "_deps");
  const auto fetched = m_files.list(dependencies);
  for (const auto& entry : fetched ? *fetched : std::vector<sys::DirectoryEntry>()) {
    if (!entry.name.ends_with("-src"))
      continue;
    auto name = entry.name.substr(0, entry.name.size() - 4);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    entries.push_back({"FETCHCONTENT_SOURCE_DIR_" + name, "PATH", sys::join_path(dependencies, entry.name)});
  }
  return to_cache_script(entries);
}

/// Red when CMake fails.
base::Result<sys::ProcessResult> CopyShadow::try_configure() {
  const auto script = cache_script();
  if (!script)
    return base::forward(script);
  const auto path = sys::join_path(m_exchange, "cache.cmake");
  if (auto written = m_files.write(path, *script); !written)
    return base::forward(written);
  sys::ProcessSpec spec;
  spec.argv = m_configure;
  spec.argv.insert(spec.argv.end(), {"-B", m_build, "-C", path});
  auto result = m_processes.run(spec);
  m_configured = result && result->outcome.succeeded();
  return result;
}

base::Result<void> CopyShadow::configure() {
  const auto result = try_configure();
  if (result && m_user.build_is_red)
    return {}; // run() tries again, with the sources as they are then
  return require_success(result, "configuring the copy in " + m_build);
}

/// aurora-exec starts nothing when the kernel does not do its part.
void CopyShadow::probe_landlock() {
  sys::ProcessSpec spec;
  spec.argv = {"/bin/true"};
  spec.isolation = sys::Isolation::landlock;
  const auto result = m_processes.run(spec);
  m_landlock = result && result->outcome.succeeded();
}

void CopyShadow::probe_bubblewrap() {
  if (m_user.bubblewrap.empty())
    return;
  sys::ProcessSpec spec;
  spec.argv = {"/bin/true"};
  const auto result = run_contained(std::move(spec));
  if (!result || !result->outcome.succeeded())
    m_user.bubblewrap.clear();
}

std::vector<std::string> CopyShadow::writable() const {
  auto folders = m_user.writable;
  folders.emplace_back(k_temporary);
  std::erase_if(folders, [this](const std::string& folder) { return holds_project(folder); });
  folders.insert(folders.end(), {m_source, m_build, m_exchange});
  return folders;
}

bool CopyShadow::holds_project(const std::string& folder) const {
  return sys::is_below(m_user.source_dir, folder) || sys::is_below(m_user.build_dir, folder);
}

/// Where the user's tree lies in the temporary folder, that cannot be left writable: there is one of our own.
std::string CopyShadow::temporary_folder() const {
  const bool moved =
      holds_project(k_temporary) ||
      std::ranges::any_of(m_user.writable, [this](const auto& each) { return holds_project(each); });
  return moved ? sys::join_path(m_exchange, "tmp") : "";
}

sys::ProcessSpec CopyShadow::translated(sys::ProcessSpec spec) const {
  for (auto& word : spec.argv)
    word = m_paths.translate(word);
  for (auto& [name, value] : spec.environment)
    value = m_paths.translate(value);
  spec.cwd = spec.cwd.empty() ? m_build : m_paths.translate(spec.cwd);
  return spec;
}

base::Result<sys::ProcessResult> CopyShadow::run(sys::ProcessSpec spec) {
  if (!m_configured && works_on_build(spec))
    if (auto result = try_configure(); !result || !result->outcome.succeeded())
      return result; // as the build would tell it
  spec = translated(std::move(spec));
  if (m_landlock) {
    spec.isolation = sys::Isolation::landlock;
    const auto folders = writable();
    spec.writable.insert(spec.writable.end(), folders.begin(), folders.end());
    if (const auto own = temporary_folder(); !own.empty() && !spec.environment.contains("TMPDIR")) {
      if (auto made = m_files.make_directories(own); !made)
        return base::forward(made);
      spec.environment["TMPDIR"] = own;
    }
  }
  return m_processes.run(spec);
}

/// Instead of Landlock, under which nobody may mount anything.
base::Result<sys::ProcessResult> CopyShadow::run_contained(sys::ProcessSpec spec) {
  if (m_user.bubblewrap.empty())
    return run(std::move(spec));
  spec = translated(std::move(spec));
  std::vector<std::string> binds{"--ro-bind", "/",      "/",    "--dev-bind", "/dev",
                                 "/dev",      "--bind", "/tmp", "/tmp"};
  for (const auto& folder : {m_user.source_dir, m_user.build_dir}) // they may lie in a temporary folder
    binds.insert(binds.end(), {"--ro-bind-try", folder, folder});
  auto folders = writable();
  folders.insert(folders.end(), spec.writable.begin(), spec.writable.end());
  for (const auto& folder : folders)
    binds.insert(binds.end(), {"--bind-try", folder, folder});
  binds.insert(binds.end(), {"--chdir", spec.cwd});
  spec.argv = in_bubblewrap(m_user.bubblewrap, std::move(binds), std::move(spec.argv));
  return m_processes.run(spec);
}

std::string CopyShadow::description() const {
  std::string text = "copy in " + sys::parent_path(m_source);
  text += m_landlock ? ", writes outside it and temporary folders refused by Landlock"
                     : ", the rest of the machine not protected";
  return m_user.bubblewrap.empty() ? text : text + ", builds and tests in bubblewrap";
}

} // namespace aurora::workspace
