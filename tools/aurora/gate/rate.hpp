#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "aurora/base/error.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::gate {

/// Counts automatic proposals over the last 24 hours in a file, one time a line, so that a restart forgets
/// none.
class ProposalRate {
public:
  ProposalRate(std::string path, sys::FileSystem& files, sys::Clock& clock)
      : m_path(std::move(path)), m_files(files), m_clock(clock) {}

  /// Counts one more and writes that down before it returns; limit error, with the time from when on another
  /// may be made, when there are `most` already. Lines that are no time, or lie in the future, count as just
  /// made.
  /// `elsewhere` is asked once there is a place here, and may refuse as well; what it refuses is not counted.
  base::Result<void> admit(int most, const std::function<base::Result<void>()>& elsewhere = {});

private:
  std::string m_path;
  sys::FileSystem& m_files;
  sys::Clock& m_clock;
};

} // namespace aurora::gate
