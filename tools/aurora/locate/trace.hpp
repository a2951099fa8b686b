#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aurora/locate/function_index.hpp"

namespace aurora::locate {

/// Where a program was when it crashed, or would have come back to: a line, or a function of which no more is
/// known.
struct CallSite {
  std::string file; ///< relative to the source root
  int line = 0;
  std::string function; ///< as c++filt writes it, where there is no line
  bool operator==(const CallSite&) const = default;
};

/// What aurora-trace wrote of one run. Functions are known only of programs without debug information.
struct Trace {
  std::vector<std::pair<std::string, int>> lines; ///< reached: file relative to the source root, line
  std::vector<std::string> reached;               ///< functions, as c++filt writes them
  std::vector<std::string> missed;
  std::vector<std::string> started; ///< programs that it started: files, absolute
  std::vector<CallSite> crash;      ///< innermost call first; empty when there was none
};

/// "LINE PATH", "+ FUNCTION", "- FUNCTION", "! PATH", "@ LINE PATH" and "@ 0 FUNCTION", one a line; anything
/// else is passed over.
Trace read_trace(std::string_view text);

/// What a demangled symbol is called in the text of a program.
struct SymbolName {
  std::string scope; ///< the innermost class or namespace, or empty
  std::string name;  ///< "operator" of all operators
};

/// Without return type, parameters and template arguments. Of what is local to a function (a lambda, a static
/// variable's guard) that function.
SymbolName symbol_name(std::string_view demangled);

/// Where functions of these symbols are defined, by file and line, each once. Text alone does not tell
/// overloads and members of one name from one another: then all of them.
std::vector<FunctionPlace> places_of(const FunctionIndex& index, const std::vector<std::string>& symbols);

/// The names that aurora-trace has to look for to tell which functions of the index are reached, one a line:
/// these and main, so that a program none of whose functions are left is told from one that has no symbols.
std::string names_to_trace(const FunctionIndex& index);

/// Whether a line of C or C++ holds more than brackets, a comment that begins it, or nothing.
bool holds_code(std::string_view line);

} // namespace aurora::locate
