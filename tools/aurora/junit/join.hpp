#pragma once

#include <string>
#include <vector>

#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// What the framework inside one CTest test reported.
struct FrameworkReport {
  std::string ctest_name;
  model::TestRun run;
};

/// CTest's run with every failed test that is a whole program split into its failing cases: those of its
/// framework's report, and those that only stand in what it printed (some reporters leave failures out). A
/// test that CTest calls passed stays as it is, whatever the report says. Test ids are unique afterwards.
model::TestRun join(model::TestRun ctest, const std::vector<FrameworkReport>& reports);

/// `CTestName::Suite.Case`; the CTest name alone for a test that was not split.
std::string test_id(const model::TestCase& test);

} // namespace aurora::junit
