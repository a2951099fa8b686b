#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/file_lock.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::workspace {

/// A folder of Aurora's own that goes with the object. One whose process was killed is removed by the next
/// make() in the same parent.
class Scratch {
public:
  static base::Result<Scratch> make(const std::string& parent, sys::FileSystem& files);
  Scratch(Scratch&&) = default;
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch();
  const std::string& path() const { return m_path; }

private:
  Scratch(std::string path, std::unique_ptr<sys::HeldLock> lock, sys::FileSystem& files)
      : m_path(std::move(path)), m_lock(std::move(lock)), m_files(files) {}

  std::string m_path;
  std::unique_ptr<sys::HeldLock> m_lock; ///< on PATH.lock; null when moved from
  sys::FileSystem& m_files;
};

/// Where scratch folders may go, best first: preferred, $AURORA_SCRATCH, $XDG_CACHE_HOME/aurora,
/// ~/.cache/aurora, /var/tmp, /tmp, /dev/shm, /run/user/UID.
std::vector<std::string> scratch_parents(const std::string& preferred, const sys::Environment& environment);

} // namespace aurora::workspace
