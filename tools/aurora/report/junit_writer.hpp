#pragma once

#include <iosfwd>

#include "aurora/model/test_run.hpp"

namespace aurora::report {

/// One JUnit document (testsuites > testsuite by suite > testcase). not_run becomes <error>, never <skipped>;
/// a test that passed on a rerun gets <flakyFailure>.
void write_junit(std::ostream& out, const model::TestRun& run);

} // namespace aurora::report
