#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/coverage/coverage.hpp"

namespace aurora::coverage {

struct FileSummary {
  std::string path;
  int covered_lines = 0;
  int total_lines = 0;
  double percent = 0; ///< 100 for a file without lines
};

/// The coverage part of run.json.
struct Summary {
  double percent = 0; ///< of lines; 100 when there are none
  int covered_lines = 0;
  int total_lines = 0;
  int covered_branches = 0;
  int total_branches = 0;
  double branch_percent = 0;
  std::vector<FileSummary> files; ///< by path
};

Summary summarize(const Coverage& coverage);

/// Why the threshold (percent of lines) is missed, in words, with the three worst files; nothing when it is
/// reached.
std::optional<std::string> check_threshold(const Summary& summary, double percent);

} // namespace aurora::coverage
