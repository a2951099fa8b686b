#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace aurora::trace {

/// Of the project: the file relative to the source root, and the line.
using SourceLine = std::pair<std::string, int>;

/// In a module, from where it begins.
using Addresses = std::vector<std::uint64_t>;

/// Whose lines are of interest.
struct Wanted {
  std::string root;             ///< absolute, ends with '/'
  std::set<std::string> files;  ///< relative to it; empty: all
  std::set<std::string> others; ///< of these none, nor of what is in them where they end with '/'
  std::string programs; ///< of programs below this folder or the root alone; empty: all but the system's
  std::optional<std::set<std::string>> functions; ///< their unqualified names, "operator" of all operators
};

/// Where the code of each line begins, and each function by its name as the linker knows it, demangled.
struct Tables {
  std::map<SourceLine, Addresses> lines;
  std::map<std::string, Addresses> functions; ///< only of programs and libraries without lines of the project
};

/// Those of a program or library that is mapped.
struct MappedTables {
  const Tables* tables = nullptr;
  std::uint64_t begin = 0; ///< run-time address
};

/// All wanted lines by the DWARF line tables (DWARF 5, section 6.2) of programs and libraries. Of those
/// without debug information the functions, by their symbol tables (System V ABI, chapter 4); the standard
/// library's are left out. Each file is read once, however often it is mapped.
class TableReader {
public:
  explicit TableReader(const Wanted& wanted) : m_wanted(wanted) {}

  /// Of what the stopped process has mapped; valid as long as this reader.
  std::vector<MappedTables> read(pid_t process);

private:
  const Wanted& m_wanted;
  std::map<std::string, Tables> m_read; ///< by file
};

} // namespace aurora::trace
