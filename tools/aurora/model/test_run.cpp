#include "aurora/model/test_run.hpp"

namespace aurora::model {

RunCounts count(const TestRun& run) {
  RunCounts counts;
  for (const auto& test : run.cases) {
    counts.passed += test.status == TestStatus::passed ? 1 : 0;
    counts.failed += test.status == TestStatus::failed ? 1 : 0;
    counts.skipped += test.status == TestStatus::skipped ? 1 : 0;
    counts.not_run += test.status == TestStatus::not_run ? 1 : 0;
    counts.flaky += test.flaky ? 1 : 0;
  }
  return counts;
}

} // namespace aurora::model
