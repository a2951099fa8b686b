#pragma once

#include "aurora/coverage/coverage.hpp"

namespace aurora::coverage {

enum class Hits {
  sum,    ///< runs of different tests
  maximum ///< the same run told twice, for instance by two producers
};

enum class Branches {
  by_position, ///< same compiler: the same number of branches in the same order
  keep_longer  ///< different compilers: the list with more branches wins
};

struct MergeOptions {
  Hits hits = Hits::sum;
  Branches branches = Branches::by_position;
};

/// Lines known to either; sums saturate instead of overflowing. Where branch counts differ in number the
/// longer list is kept whatever the option says.
Coverage merge(const Coverage& a, const Coverage& b, const MergeOptions& options = {});

/// The same for one file.
Lines merge_lines(Lines into, const Lines& from, const MergeOptions& options = {});

} // namespace aurora::coverage
