#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace aurora::coverage {

/// How often a line ran, and each of its branches in the producer's order.
struct LineCoverage {
  std::int64_t hits = 0;
  std::vector<std::int64_t> branches;
  bool operator==(const LineCoverage&) const = default;
};

using Lines = std::map<int, LineCoverage>; ///< by 1-based line

/// What one report says, whatever wrote it. Paths as in the report until relative_to() was called.
struct Coverage {
  std::map<std::string, Lines> files;
  int ignored = 0; ///< entries without a file or line, and hits below zero (read as 0)
  bool operator==(const Coverage&) const = default;
};

/// Paths below root made relative to it, "." and ".." resolved; files elsewhere are dropped.
Coverage relative_to(const Coverage& coverage, const std::string& root);

} // namespace aurora::coverage
