#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aurora/history/location.hpp"
#include "aurora/history/store.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/sys/file_lock.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::history {

enum class Purpose { read, write };

struct OpenOptions {
  Location location;
  Purpose purpose = Purpose::write; ///< read: a history that does not exist is not_found, not made
  int wait_seconds = 15;            ///< for locks and servers
  std::function<std::uint64_t(const std::string&)> file_system = file_system_of;
};

/// What opening and repairing needs of the machine.
struct Machine {
  sys::FileSystem& files;
  sys::FileLocks& locks;
  sys::Clock& clock;
};

struct Opened {
  std::unique_ptr<Store> store;
  std::vector<std::string> notes; ///< what was found and repaired, one line each
};

/// Opens a history and brings it to the newest schema. SQLite: refused on a network file system; a damaged
/// file is put aside and replaced by the copy that keep_backup() made, and the notes say so.
base::Result<Opened> open_store(const OpenOptions& options, const Machine& machine);

/// Copies a SQLite history to "<path>.backup" when that is worth its time: always while it is small, else
/// once a day. Does nothing for a server, or while another process does it.
base::Result<void> keep_backup(const OpenOptions& options, const Machine& machine);

std::string backup_path(const std::string& path);

} // namespace aurora::history
