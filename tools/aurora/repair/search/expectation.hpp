#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "aurora/repair/search/tests.hpp"

namespace aurora::repair::search {

/// Hash of a text without its blanks.
std::uint64_t blankless_hash(std::string_view text);

/// Hashes of everything a driver could compare a program's output with: its arguments, the values in arguments like
/// -DEXPECTED=…, and the files they name. A guess that is only used where it agrees with every known verdict.
std::set<std::uint64_t> possible_expectations(const TestSpec& test);

} // namespace aurora::repair::search
