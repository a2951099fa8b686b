#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/project.hpp"
#include "aurora/repair/source_text.hpp"

namespace aurora::repair {

struct CMakeArgument {
  std::string text; ///< without quotes
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// One command of a CMakeLists.txt.
struct CMakeCall {
  std::string name; ///< lower case
  int line = 0;
  std::size_t begin = 0;
  std::size_t close = 0; ///< offset of its ")"
  std::vector<CMakeArgument> arguments;
};

/// All complete commands of a file, comments and bracket arguments understood.
std::vector<CMakeCall> read_cmake(std::string_view text);

/// The add_executable or add_library that defines a target: the one at its definition_line, else the one that
/// names it.
const CMakeCall* definition_of(const std::vector<CMakeCall>& calls, const model::Target& target);

/// A call of `command` for a target as the definition spells its name (maybe through a variable), or null.
const CMakeCall* call_for(const std::vector<CMakeCall>& calls, std::string_view command,
                          std::string_view target);

/// Appends an argument in the layout of the call: on a line of its own where the last one has a line of its
/// own.
Replacement append_argument(const SourceText& source, const CMakeCall& call, std::string_view argument);

/// Links `library` into a target: an argument more in its target_link_libraries, or a new call below the
/// definition. Nothing when the file does not define the target or it links the library already.
std::optional<Replacement> link_library(const SourceText& source, const model::Target& target,
                                        std::string_view library);

} // namespace aurora::repair
