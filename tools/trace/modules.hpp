#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <elfutils/libdwfl.h>
#include <sys/types.h>

namespace aurora::trace {

using Modules = std::unique_ptr<Dwfl, decltype(&dwfl_end)>;

/// The programs and libraries that the stopped process has mapped; nothing when they cannot be read. Debug
/// information is not looked for in other files: those would be of system libraries.
Modules modules_of(pid_t process);

/// By where it is, or, in other places, by its having no table of its own symbols (.symtab).
bool is_of_system(Dwfl_Module* module);

/// Of the standard library, whose instances are most of a C++ program's symbols (Itanium C++ ABI, section
/// 5.1: St and its abbreviations).
bool is_of_standard_library(std::string_view mangled);

std::string demangled(const char* name);

/// A path of debug information relative to the root, which ends with '/'; nothing when it is not below it.
std::optional<std::string> below(const std::string& root, const char* path);

} // namespace aurora::trace
