#pragma once

#include <string_view>

namespace aurora::gate {

enum class FileKind { cpp, cmake, script, data };

/// By name: C and C++ sources and headers, CMake files, scripts of other languages, everything else.
FileKind file_kind(std::string_view path);

/// Whether the text includes a test framework or defines a test with one's macros.
bool uses_test_framework(std::string_view text);

/// Whether the path looks like that of a test, by the usual conventions ("tests/…", "…_test.…", "test_….…").
bool has_test_path(std::string_view path);

/// CI pipelines, CTest's own files, coverage thresholds and test runners' settings, `.aurora/`: what decides
/// which tests run and what they must reach.
bool is_guard_file(std::string_view path, std::string_view text);

} // namespace aurora::gate
