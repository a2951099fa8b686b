#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aurora/coverage/coverage.hpp"

namespace aurora::quality {

/// A file with less of its lines covered than is wanted.
struct ThinFile {
  std::string path;
  int covered_lines = 0;
  int total_lines = 0;
  double percent = 0;
  std::vector<std::pair<int, int>> missed; ///< first and last line of each run of lines that no test reaches
};

/// The files below a goal (percent of lines), most missed lines first; tests themselves left out. Lines
/// without code do not part a run of missed ones.
std::vector<ThinFile> below_goal(const coverage::Coverage& coverage, double goal);

} // namespace aurora::quality
