#pragma once

#include <vector>

#include "aurora/quality/written_test.hpp"

namespace aurora::quality {

/// The tests of GoogleTest, Catch2, doctest and Boost.Test in some C++ files, in order of file and line;
/// disabled ones are left out. A test asserts when its body, or a function of these files that it calls by
/// name (and so on), or SetUp or TearDown of its fixture, has an assertion of these frameworks, throws or
/// exits, or calls a macro or function that is not known and may check something by its name. Text alone;
/// never fails.
std::vector<WrittenTest> read_cxx_tests(const Texts& texts);

} // namespace aurora::quality
