#pragma once

#include "aurora/ctest/place.hpp"

namespace aurora::ctest {

/// Whether reading the place's test files does nothing but register tests. Then two ctest may read them at
/// the same time; one that discovers tests (DISCOVERY_MODE PRE_TEST) or runs a script of the project writes
/// files that the other reads. In doubt false: for what CMake and its discovery modules did not write, where
/// there is a CTestCustom.cmake, and in a shadow, which is mounted once at a time.
bool registers_plainly(const Place& place, sys::FileSystem& files);

} // namespace aurora::ctest
