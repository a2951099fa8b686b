#pragma once

#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::workspace {

/// Relative, without ".", "..", empty components and NUL bytes. Any other byte is legal in a name.
bool is_clean_relative(std::string_view path);

/// invalid_input unless path stays below root, goes through folders only (no links), and is a regular file or
/// nothing.
base::Result<void> check_inside(sys::FileSystem& files, const std::string& root, const std::string& path);

} // namespace aurora::workspace
