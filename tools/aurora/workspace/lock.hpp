#pragma once

#include <memory>
#include <string>

#include "aurora/base/error.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/sys/file_lock.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::workspace {

/// What a lock needs from the machine.
struct LockServices {
  sys::FileLocks& locks;
  sys::FileSystem& files;
  sys::Clock& clock;
};

/// One writing command at a time for a state folder. Released with the object, or when the process dies.
class Lock {
public:
  /// command: what takes it, "heal" say. conflict, naming the holder, when another process has it.
  static base::Result<Lock> acquire(const std::string& state_dir, const std::string& command,
                                    const LockServices& services);

private:
  explicit Lock(std::unique_ptr<sys::HeldLock> held) : m_held(std::move(held)) {}
  std::unique_ptr<sys::HeldLock> m_held;
};

} // namespace aurora::workspace
