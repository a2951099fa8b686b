#pragma once

#include <string_view>

namespace aurora::repair {

/// The C++ header that declares a name of namespace std ("vector" → "vector"); empty when unknown.
std::string_view std_header_of(std::string_view name);
/// The C++ header that declares a name of the C library, used without std:: ("memcpy" → "cstring").
std::string_view c_function_header(std::string_view name);
/// The same as a C header ("string.h"); POSIX functions have only such.
std::string_view c_header_of(std::string_view name);
/// Whether this is a header of the C++ standard, the C standard or common POSIX.
bool is_standard_header(std::string_view header);
/// The standard header whose name is at most two edits away; empty when there is none.
std::string_view nearest_standard_header(std::string_view header);

} // namespace aurora::repair
