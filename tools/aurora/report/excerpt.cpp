#include "aurora/report/excerpt.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::report {
namespace {

constexpr std::size_t k_most_files = 3;
constexpr std::size_t k_most_suspects = 12; ///< of one file
constexpr int k_around = 3;

using Scores = std::map<int, double>; ///< by line

/// Files in the order of their most suspicious line.
std::vector<std::pair<std::string, Scores>> scores_by_file(const std::vector<model::Suspect>& suspects) {
  std::vector<std::pair<std::string, Scores>> files;
  for (const auto& suspect : suspects) {
    if (suspect.line <= 0)
      continue;
    auto found = std::ranges::find(files, suspect.file, &std::pair<std::string, Scores>::first);
    if (found == files.end())
      found = files.insert(files.end(), {suspect.file, {}});
    if (found->second.size() < k_most_suspects)
      found->second.emplace(suspect.line, suspect.score);
  }
  return files;
}

bool is_near(const Scores& scores, int line) {
  const auto next = scores.lower_bound(line - k_around);
  return next != scores.end() && next->first <= line + k_around;
}

std::int64_t hits_of(const coverage::Coverage& covered, const std::string& file, int line) {
  const auto lines = covered.files.find(file);
  if (lines == covered.files.end())
    return -1;
  const auto found = lines->second.find(line);
  return found == lines->second.end() ? -1 : found->second.hits;
}

} // namespace

std::vector<SourceExcerpt> excerpts(const std::vector<model::Suspect>& suspects,
                                    const std::map<std::string, std::string>& texts,
                                    const coverage::Coverage& covered) {
  std::vector<SourceExcerpt> out;
  for (const auto& [file, scores] : scores_by_file(suspects)) {
    const auto text = texts.find(file);
    if (text == texts.end() || out.size() == k_most_files)
      continue;
    SourceExcerpt excerpt{file, {}};
    int number = 0;
    for (const auto line : base::split_lines(text->second)) {
      if (!is_near(scores, ++number))
        continue;
      const auto score = scores.find(number);
      excerpt.lines.push_back({number, std::string(line.substr(0, 300)),
                               score == scores.end() ? 0 : score->second, hits_of(covered, file, number)});
    }
    if (!excerpt.lines.empty())
      out.push_back(std::move(excerpt));
  }
  return out;
}

} // namespace aurora::report
