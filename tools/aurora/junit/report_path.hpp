#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aurora::junit {

/// Where a test command says its framework's JUnit report goes, made absolute with the working directory.
/// Knows GoogleTest, Catch2, doctest, Boost.Test, pytest, vitest, jest and node --test; nothing when the
/// command writes none.
std::optional<std::string> report_path(const std::vector<std::string>& test_command,
                                       const std::string& working_directory);

} // namespace aurora::junit
