#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace aurora::trace {

/// A place in the project where a thread is, or that it will come back to.
struct CallSite {
  std::string function; ///< demangled; may be empty
  std::string file;     ///< relative to the root; empty when only the function is known
  int line = 0;
};

/// The calls that a stopped thread is in, innermost first, by the tables for unwinding (DWARF 5, section 6.4)
/// that every program has. Left out are system libraries, the standard library's functions, and with lines
/// what is not below the root, which ends with '/'. At most 64 frames are looked at.
std::vector<CallSite> call_stack(pid_t process, pid_t thread, const std::string& root);

} // namespace aurora::trace
