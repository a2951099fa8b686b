#pragma once

#include <cstddef>
#include <string>

namespace aurora::bench {

/// Writes a project of that many CTest tests below folder/source: small programs that compute for some
/// milliseconds and print what a test program prints. Ten programs share the tests, each test being one case
/// of a program.
bool write_test_project(const std::string& folder, std::size_t tests);

} // namespace aurora::bench
