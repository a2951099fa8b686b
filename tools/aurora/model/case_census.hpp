#pragma once

#include <string>
#include <vector>

namespace aurora::model {

/// What one CTest test, often a whole program of many cases, told of the cases it ran. Skipped ones are not run.
struct CaseCensus {
  std::string ctest_name;
  int ran = 0;                    ///< as its own summary counts
  std::vector<std::string> names; ///< of those that passed or failed; empty when not all are told
};

} // namespace aurora::model
