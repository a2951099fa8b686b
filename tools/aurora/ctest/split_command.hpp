#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::ctest {

/// Words of a command-line fragment with POSIX shell quoting (quotes and backslashes only, nothing is
/// expanded).
std::vector<std::string> split_command(std::string_view text);

} // namespace aurora::ctest
