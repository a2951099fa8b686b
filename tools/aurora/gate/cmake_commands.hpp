#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::gate {

/// One command call of a CMake file.
struct CMakeCommand {
  std::string name; ///< lower case
  std::vector<std::string> arguments;
  std::vector<int> argument_lines;
  int line = 0; ///< 1-based
  bool operator==(const CMakeCommand& other) const {
    return name == other.name && arguments == other.arguments;
  }
};

/// Never fails: comments and what is no call are passed over. Bracket arguments and quotes are understood
/// (cmake-language(7)), variables are not expanded.
std::vector<CMakeCommand> read_cmake(std::string_view text);

} // namespace aurora::gate
