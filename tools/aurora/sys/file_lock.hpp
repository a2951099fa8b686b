#pragma once

#include <memory>
#include <string>

#include "aurora/base/error.hpp"

namespace aurora::sys {

/// A lock that is held; released by the destructor, or by the system when the process dies.
class HeldLock {
public:
  virtual ~HeldLock() = default;
};

/// Locks between processes, named by a file.
class FileLocks {
public:
  virtual ~FileLocks() = default;
  /// Takes the lock and writes note into the file. conflict, with the holder's note as message, when another
  /// process (or another lock of this one) holds it. Never waits.
  virtual base::Result<std::unique_ptr<HeldLock>> acquire(const std::string& path,
                                                          const std::string& note) = 0;
};

/// flock(2): a lock whose holder has died is free. The file stays.
class SystemFileLocks final : public FileLocks {
public:
  base::Result<std::unique_ptr<HeldLock>> acquire(const std::string& path, const std::string& note) override;
};

} // namespace aurora::sys
