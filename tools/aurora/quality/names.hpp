#pragma once

#include <string_view>

namespace aurora::quality {

/// Whether a test's name tells nothing of what is expected: it has only numbers, words like "test", "basic"
/// or "works", and those of its suite's name.
bool says_nothing(std::string_view suite, std::string_view name);

/// Whether the name of a function tells that it checks something: "verifyOrder", "expect_empty".
bool sounds_like_a_check(std::string_view function);

} // namespace aurora::quality
