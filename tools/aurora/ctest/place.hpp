#pragma once

#include <functional>
#include <string>

#include "aurora/base/error.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::ctest {

/// A source and a build folder in which commands can be run: the user's own, or a shadow of them.
struct Place {
  std::string source_dir;   ///< absolute, as the commands see it
  std::string build_dir;    ///< absolute, as the commands see it
  std::string exchange_dir; ///< absolute; written by the commands, read by us
  std::function<base::Result<sys::ProcessResult>(sys::ProcessSpec)> run;
  /// Where we read what the commands wrote under a path below one of the first two; empty: there.
  std::function<std::string(const std::string& path)> outside_path{};
};

/// The user's own folders; commands run unconfined, as a build started by hand would.
Place user_tree(std::string source_dir, std::string build_dir, std::string exchange_dir,
                sys::ProcessRunner& processes);

} // namespace aurora::ctest
