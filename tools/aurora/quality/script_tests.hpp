#pragma once

#include <vector>

#include "aurora/quality/written_test.hpp"

namespace aurora::quality {

/// The tests of pytest in some Python files: functions called test…. One asserts when its body, or a function
/// of these files that it calls, says assert, raises, fail or the like. Text alone.
std::vector<WrittenTest> read_python_tests(const Texts& texts);

/// The tests of jest, vitest and node: it("…") and test("…"), those that are skipped left out. One asserts
/// when its body says expect or assert, throws, or calls what sounds like a check.
std::vector<WrittenTest> read_javascript_tests(const Texts& texts);

} // namespace aurora::quality
