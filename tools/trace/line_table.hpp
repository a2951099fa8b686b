#pragma once

#include <cstdint>
#include <optional>
#include <set>
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

/// A function by its name as the linker knows it, demangled.
struct Function {
  std::string name;
  std::vector<std::uint64_t> addresses;
};

/// Whose lines are of interest.
struct Wanted {
  std::string root;             ///< absolute, ends with '/'
  std::set<std::string> files;  ///< relative to it; empty: all
  std::set<std::string> others; ///< of these none, nor of what is in them where they end with '/'
  std::optional<std::set<std::string>> functions; ///< their unqualified names, "operator" of all operators
};

struct Tables {
  std::vector<Line> lines;
  std::vector<Function> functions; ///< only of programs and libraries without lines of the project
};

/// All wanted lines in the programs and libraries that the stopped process
/// has mapped, by their DWARF line tables (DWARF 5, section 6.2). Of those without debug information the
/// functions, by their symbol tables (System V ABI, chapter 4); the standard library's are left out.
Tables read_tables(pid_t process, const Wanted& wanted);

} // namespace aurora::trace
