#include "aurora/quality/goal.hpp"

#include <algorithm>

#include "aurora/base/project_path.hpp"
#include "aurora/base/sort.hpp"
#include "aurora/coverage/summary.hpp"

namespace aurora::quality {
namespace {

std::vector<std::pair<int, int>> missed_lines(const coverage::Lines& lines) {
  std::vector<std::pair<int, int>> runs;
  bool open = false;
  for (const auto& [number, line] : lines) {
    if (line.hits == 0 && open)
      runs.back().second = number;
    else if (line.hits == 0)
      runs.emplace_back(number, number);
    open = line.hits == 0;
  }
  return runs;
}

} // namespace

std::vector<ThinFile> below_goal(const coverage::Coverage& coverage, double goal) {
  std::vector<ThinFile> files;
  for (const auto& file : coverage::summarize(coverage).files)
    if (file.percent < goal && !base::looks_like_test(file.path))
      files.push_back({file.path, file.covered_lines, file.total_lines, file.percent,
                       missed_lines(coverage.files.at(file.path))});
  base::stable_sort(files, [](const ThinFile& left, const ThinFile& right) {
    return left.total_lines - left.covered_lines > right.total_lines - right.covered_lines;
  });
  return files;
}

} // namespace aurora::quality
