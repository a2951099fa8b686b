#pragma once

#include <string_view>
#include <vector>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// Every failure a test printed, in the order of the frameworks' own cases: GoogleTest, Catch2, doctest,
/// Boost.Test, Unity, assert(), std::terminate, glibc's own checks, Python and pytest, jest and vitest. Which
/// of them wrote the text is found out; several may have. Of others, what a line that tells of a failure says
/// of a place in a source. Empty when nothing is recognized.
std::vector<model::Assertion> read_assertions(std::string_view test_output);

} // namespace aurora::junit
