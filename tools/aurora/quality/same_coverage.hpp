#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aurora::quality {

using CodeLine = std::pair<std::string, int>; ///< file relative to the source root, 1-based line

/// A test, or a case of one, and the lines that it reaches.
struct ReachedLines {
  std::string test;
  std::set<CodeLine> lines;
};

/// Tests that reach exactly the same lines of the code under test.
struct SameCoverage {
  std::vector<std::string> tests;
  std::size_t lines = 0;
};

/// Groups of two or more tests, most tests first. Lines of test sources do not count; tests that reach
/// nothing else are in no group. The same lines with other values may well find other faults: no group is
/// redundant for being in here.
std::vector<SameCoverage> same_coverage(const std::vector<ReachedLines>& tests);

} // namespace aurora::quality
