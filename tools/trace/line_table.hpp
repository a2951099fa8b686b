#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace aurora::trace {

/// A source line of the project and the run-time addresses at which its code begins.
struct Line {
  std::string file; ///< relative to the source root
  int number = 0;
  std::vector<std::uint64_t> addresses;
};

/// All lines below `root` (absolute, ends with '/') in the programs and libraries that the stopped process
/// has mapped, by their DWARF line tables (DWARF 5, section 6.2). Empty without debug information.
std::vector<Line> line_table(pid_t process, const std::string& root);

} // namespace aurora::trace
