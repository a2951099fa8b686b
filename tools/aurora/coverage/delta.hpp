#pragma once

#include <string>
#include <vector>

#include "aurora/coverage/summary.hpp"

namespace aurora::coverage {

struct FileDelta {
  std::string path;
  double before = 0; ///< percent; 0 for a new file
  double after = 0;  ///< percent; 0 for one that is gone
  bool is_new = false;
  bool is_gone = false;
};

struct Delta {
  double percent_before = 0;
  double percent_after = 0;
  int covered_lines_change = 0;
  int total_lines_change = 0;
  std::vector<FileDelta> files; ///< those that differ, by path
};

/// From summaries, since that is what the previous run.json keeps.
Delta compare(const Summary& before, const Summary& after);

} // namespace aurora::coverage
