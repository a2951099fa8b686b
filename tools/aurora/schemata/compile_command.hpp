#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// How one translation unit is compiled (an entry of a JSON compilation database).
struct CompileCommand {
  std::string directory;
  std::string file; ///< absolute
  std::vector<std::string> arguments;
};

/// The entries of compile_commands.json ("command" or "arguments" form); a file compiled twice appears once.
base::Result<std::vector<CompileCommand>> read_compile_commands(std::string_view json);

/// What the parser wants: no output, no dependency files, no flag only g++ knows, a language level it can do.
std::vector<std::string> parser_arguments(const CompileCommand& command);

/// As a command line of the project's own compiler that reads the unit and writes nothing.
std::vector<std::string> checking_command(const CompileCommand& command);

Language language_of(const CompileCommand& command);
/// The two digits of -std, with the compilers' default when there is none.
int standard_of(const CompileCommand& command);

/// Words of a POSIX shell command without expansions.
std::vector<std::string> split_command(std::string_view command);

} // namespace aurora::schemata
