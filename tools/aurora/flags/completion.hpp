#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aurora/flags/command.hpp"

namespace aurora::flags {

enum class Shell { bash, zsh, fish };

std::optional<Shell> shell_named(std::string_view name);

/// A script for the shell to source that completes the program's commands, their options, and the words that
/// an option allows; where an option takes any value, file names.
std::string completion_script(Shell shell, const CommandFacts& program);

} // namespace aurora::flags
