#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// What one CTest test, often a whole program of many cases, told of the cases it ran. Skipped ones are not
/// run.
struct CaseCensus {
  std::string ctest_name;
  int ran = 0;                    ///< as its own summary counts
  std::vector<std::string> names; ///< of those that passed or failed; empty when not all are told
};

/// How many cases of its own a test program says it ran, and which: from the summaries that GoogleTest,
/// Catch2, doctest, Boost.Test, pytest, unittest, jest and vitest print. Nothing when there is no such
/// summary.
std::optional<CaseCensus> read_census(std::string_view test_output);

/// The same from a framework's own report.
CaseCensus census_of(const model::TestRun& report);

} // namespace aurora::junit
