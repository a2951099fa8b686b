#include "aurora/junit/cross_check.hpp"

#include <fmt/format.h>

namespace aurora::junit {
namespace {

constexpr int k_ctest_tests_failed = 8;

} // namespace

std::string cross_check(const model::RunCounts& counts, int ctest_exit_code) {
  const auto bad = counts.failed + counts.not_run;
  if (ctest_exit_code == 0 && bad > 0)
    return fmt::format(
        "the report has {} failed and {} not run tests, but ctest exited with 0: the report may "
        "be of another run",
        counts.failed, counts.not_run);
  if (ctest_exit_code == k_ctest_tests_failed && bad == 0)
    return fmt::format(
        "ctest exited with 8 (tests failed), but none of the {} tests in the report has failed: "
        "the report is incomplete or of another run",
        counts.total());
  if (ctest_exit_code != 0 && ctest_exit_code != k_ctest_tests_failed)
    return fmt::format("ctest exited with {}: it did not complete, and the report may be partial",
                       ctest_exit_code);
  return {};
}

} // namespace aurora::junit
