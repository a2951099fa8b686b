#include "aurora/history/open.hpp"

#include <chrono>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::history {
namespace {

/// Up to here a whole check, and a whole copy, take less time than anybody notices.
constexpr std::uint64_t k_small_bytes = 16UL << 20;
constexpr auto k_backup_age = std::chrono::hours(24);

std::string lock_path(const std::string& path) {
  return path + ".lock";
}

std::uint64_t size_of(sys::FileSystem& files, const std::string& path) {
  const auto info = files.info(path);
  return info && info->kind == sys::FileKind::regular ? info->size : 0;
}

bool exists(sys::FileSystem& files, const std::string& path) {
  const auto info = files.info(path);
  return info && info->kind != sys::FileKind::none;
}

base::Result<void> refuse_network(const OpenOptions& options) {
  const auto folder = sys::parent_path(options.location.path);
  const auto name = network_file_system(options.file_system(folder));
  if (!name)
    return {};
  return base::fail(
      base::ErrorCode::unsupported,
      fmt::format("it lies on a network file system ({}), where SQLite's log gets corrupted; name a "
                  "local file, or a PostgreSQL server (HISTORY=postgresql://user@host/database)",
                  *name),
      options.location.path);
}

/// The history belongs to this machine, so git is told to leave it alone; the rest of .aurora is for the
/// team.
base::Result<void> make_folder(const std::string& path, sys::FileSystem& files) {
  const auto folder = sys::parent_path(path);
  if (auto made = files.make_directories(folder); !made)
    return made;
  const auto ignore = sys::join_path(folder, ".gitignore");
  if (sys::file_name(folder) != ".aurora" || exists(files, ignore))
    return {};
  return files.write(ignore, "/.gitignore\n/" + sys::file_name(path) + "*\n");
}

base::Result<void> damaged(const std::string& why) {
  return base::fail(base::ErrorCode::invalid_input, why);
}

base::Result<void> quick_check(Database& database) {
  const auto rows = database.query("PRAGMA quick_check(1)", {}, {Column::text});
  if (!rows)
    return base::forward(rows);
  return rows->size() == 1 && text_at(rows->front(), 0) == "ok"
             ? base::Result<void>{}
             : damaged(rows->empty() ? "it cannot be checked" : text_at(rows->front(), 0));
}

base::Result<std::unique_ptr<Store>> open_file(const OpenOptions& options, sys::FileSystem& files) {
  const auto& path = options.location.path;
  const auto size = size_of(files, path);
  if (size == 0 && exists(files, path) && size_of(files, backup_path(path)) > 0)
    return base::fail(base::ErrorCode::invalid_input, "the file is empty"); // SQLite takes that for a new one
  auto database = connect({path, "", options.wait_seconds});
  if (!database)
    return base::forward(database);
  if (size > 0 && size <= k_small_bytes)
    if (auto checked = quick_check(**database); !checked)
      return base::forward(checked);
  if (auto set = (*database)->execute("PRAGMA journal_mode = WAL", {}); !set)
    return base::forward(set);
  return make_store(std::move(*database));
}

base::Result<std::unique_ptr<sys::HeldLock>> wait_for_lock(const OpenOptions& options,
                                                           const Machine& machine) {
  const auto until = machine.clock.steady_now() + std::chrono::seconds(options.wait_seconds);
  for (;;) {
    auto lock = machine.locks.acquire(lock_path(options.location.path), "repair\n");
    if (lock || lock.error().code != base::ErrorCode::conflict || machine.clock.steady_now() >= until)
      return lock;
    machine.clock.sleep_for(std::chrono::milliseconds(50));
  }
}

/// The damaged file keeps its log beside it, so that somebody can still look into both.
base::Result<std::string> put_aside(const std::string& path, const Machine& machine) {
  const auto stamp = base::replace_all(sys::to_rfc3339(machine.clock.now()), ":", "");
  const auto aside = path + ".damaged-" + stamp;
  for (const auto* suffix : {"", "-wal", "-shm"})
    if (exists(machine.files, path + suffix))
      if (auto moved = machine.files.rename(path + suffix, aside + suffix); !moved)
        return base::forward(moved);
  return aside;
}

/// Brings the copy back if it is whole. Returns whether it did.
base::Result<bool> bring_back_copy(const OpenOptions& options, sys::FileSystem& files) {
  const auto copy = backup_path(options.location.path);
  if (size_of(files, copy) == 0)
    return false;
  {
    auto database = connect({copy, "", options.wait_seconds});
    if (!database || !quick_check(**database))
      return false;
  }
  const auto bytes = files.read(copy);
  if (!bytes)
    return base::forward(bytes);
  if (auto written = files.write(options.location.path, *bytes); !written)
    return base::forward(written);
  return true;
}

base::Result<Opened> repair(const OpenOptions& options, const Machine& machine, const base::Error& damage) {
  const auto lock = wait_for_lock(options, machine);
  if (!lock)
    return base::forward(lock);
  if (auto again = open_file(options, machine.files); again)
    return Opened{std::move(*again), {}}; // somebody else has repaired it meanwhile
  const auto aside = put_aside(options.location.path, machine);
  if (!aside)
    return base::forward(aside);
  const auto brought = bring_back_copy(options, machine.files);
  if (!brought)
    return base::forward(brought);
  auto store = open_file(options, machine.files);
  if (!store)
    return base::forward(store);
  Opened opened{std::move(*store), {}};
  opened.notes.push_back(fmt::format(
      "the history was damaged ({}); {}; the damaged file is kept as {}", damage.message,
      *brought ? "its backup copy took its place" : "there was no whole backup copy, so a new one begins",
      *aside));
  return opened;
}

base::Result<Opened> open_sqlite(const OpenOptions& options, const Machine& machine) {
  const auto& path = options.location.path;
  if (options.purpose == Purpose::read && !exists(machine.files, path))
    return base::fail(base::ErrorCode::not_found,
                      "there is no history yet; test-heal and heal write one as they run", path);
  if (auto local = refuse_network(options); !local)
    return base::forward(local);
  if (auto made = make_folder(path, machine.files); !made)
    return base::forward(made);
  auto store = open_file(options, machine.files);
  if (store)
    return Opened{std::move(*store), {}};
  if (store.error().code != base::ErrorCode::invalid_input)
    return base::forward(store);
  return repair(options, machine, store.error());
}

base::Result<Opened> open_server(const OpenOptions& options) {
  auto database = connect({"", options.location.url, options.wait_seconds});
  if (!database)
    return base::forward(database);
  auto store = make_store(std::move(*database));
  if (!store)
    return base::forward(store);
  return Opened{std::move(*store), {}};
}

bool is_due(const std::string& path, const Machine& machine) {
  const auto info = machine.files.info(backup_path(path));
  if (!info || info->kind != sys::FileKind::regular || size_of(machine.files, path) <= k_small_bytes)
    return true;
  const auto now = machine.clock.now().time_since_epoch();
  return now - std::chrono::nanoseconds(info->mtime_ns) > k_backup_age;
}

} // namespace

std::string backup_path(const std::string& path) {
  return path + ".backup";
}

base::Result<Opened> open_store(const OpenOptions& options, const Machine& machine) {
  auto opened = options.location.path.empty() ? open_server(options) : open_sqlite(options, machine);
  if (opened || !opened.error().path.empty())
    return opened;
  auto error = opened.error();
  error.path = to_string(options.location);
  return tl::unexpected<base::Error>(std::move(error));
}

base::Result<void> keep_backup(const OpenOptions& options, const Machine& machine) {
  const auto& path = options.location.path;
  if (path.empty() || !is_due(path, machine))
    return {};
  const auto lock = machine.locks.acquire(lock_path(path), "backup\n");
  if (!lock)
    return lock.error().code == base::ErrorCode::conflict ? base::Result<void>{} : base::forward(lock);
  const auto fresh = backup_path(path) + ".new";
  if (auto removed = machine.files.remove_file(fresh); !removed)
    return removed;
  auto database = connect({path, "", options.wait_seconds});
  if (!database)
    return base::forward(database);
  // Never a copy of something damaged over a whole one.
  if (auto checked = quick_check(**database); !checked)
    return checked;
  if (auto copied = (*database)->execute("VACUUM INTO ?", {fresh}); !copied)
    return copied;
  return machine.files.rename(fresh, backup_path(path));
}

} // namespace aurora::history
