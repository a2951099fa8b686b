#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "aurora/repair/search/tests.hpp"

namespace aurora::repair::search {

/// Hash of a text without its blanks.
std::uint64_t blankless_hash(std::string_view text);

/// What a driver could compare a program's output with, by blankless_hash().
using Expectations = std::map<std::uint64_t, std::string>;

/// Everything a driver could compare a program's output with: its arguments, the values in arguments like
/// -DEXPECTED=…, and the files they name. A guess that is only used where it agrees with every known verdict.
Expectations possible_expectations(const TestSpec& test);

/// Edits from the output to the nearest text that could be expected, of their first few hundred characters.
std::size_t distance(const Expectations& expectations, std::string_view output);

} // namespace aurora::repair::search
