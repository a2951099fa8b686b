#include "aurora/quality/same_coverage.hpp"

#include <algorithm>
#include <map>

#include "aurora/base/project_path.hpp"
#include "aurora/base/sort.hpp"

namespace aurora::quality {

std::vector<SameCoverage> same_coverage(const std::vector<ReachedLines>& tests) {
  std::map<std::set<CodeLine>, std::vector<std::string>> groups;
  for (const auto& test : tests) {
    auto lines = test.lines;
    std::erase_if(lines, [](const CodeLine& line) { return base::looks_like_test(line.first); });
    if (!lines.empty())
      groups[std::move(lines)].push_back(test.test);
  }
  std::vector<SameCoverage> same;
  for (auto& [lines, names] : groups)
    if (names.size() > 1)
      same.push_back({std::move(names), lines.size()});
  base::stable_sort(
      same, [](const auto& left, const auto& right) { return left.tests.size() > right.tests.size(); });
  return same;
}

} // namespace aurora::quality
