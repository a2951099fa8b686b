#pragma once

#include <optional>
#include <string_view>

#include "aurora/model/case_census.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// How many cases of its own a test program says it ran, and which: from the summaries that GoogleTest,
/// Catch2, doctest, Boost.Test, pytest, unittest, jest and vitest print. Nothing when there is no such
/// summary.
std::optional<model::CaseCensus> read_census(std::string_view test_output);

/// The same from a framework's own report.
model::CaseCensus census_of(const model::TestRun& report);

} // namespace aurora::junit
