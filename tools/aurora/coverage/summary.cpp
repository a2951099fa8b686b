#include "aurora/coverage/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"

namespace aurora::coverage {
namespace {

double percent_of(int part, int whole) {
  return whole == 0 ? 100.0 : 100.0 * part / whole;
}

FileSummary summarize_file(const std::string& path, const Lines& lines, Summary& total) {
  FileSummary file{path, 0, static_cast<int>(lines.size()), 0};
  for (const auto& [number, line] : lines) {
    file.covered_lines += line.hits > 0 ? 1 : 0;
    total.total_branches += static_cast<int>(line.branches.size());
    total.covered_branches +=
        static_cast<int>(std::ranges::count_if(line.branches, [](auto hits) { return hits > 0; }));
  }
  file.percent = percent_of(file.covered_lines, file.total_lines);
  return file;
}

std::string worst_files(std::vector<FileSummary> files) {
  const auto missing = [](const FileSummary& file) { return file.total_lines - file.covered_lines; };
  base::stable_sort(files, [&](const auto& one, const auto& other) { return missing(one) > missing(other); });
  std::string out;
  for (std::size_t i = 0; i < files.size() && i < 3 && missing(files[i]) > 0; ++i)
    out += fmt::format("{}{} ({} lines)", i == 0 ? "" : ", ", files[i].path, missing(files[i]));
  return out;
}

} // namespace

Summary summarize(const Coverage& coverage) {
  Summary summary;
  for (const auto& [path, lines] : coverage.files) {
    summary.files.push_back(summarize_file(path, lines, summary));
    summary.covered_lines += summary.files.back().covered_lines;
    summary.total_lines += summary.files.back().total_lines;
  }
  summary.percent = percent_of(summary.covered_lines, summary.total_lines);
  summary.branch_percent = percent_of(summary.covered_branches, summary.total_branches);
  return summary;
}

std::optional<std::string> check_threshold(const Summary& summary, double percent) {
  if (summary.percent >= percent)
    return std::nullopt;
  return fmt::format("{:.1f} % of the lines are covered, {:.1f} % are demanded; most is missing in {}",
                     summary.percent, percent, worst_files(summary.files));
}

} // namespace aurora::coverage
