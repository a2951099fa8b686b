#include "aurora/repair/search/prune.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::string_view k_line_mark = "#line ";

std::set<int> pruned_nodes(const RewrittenFile& file, const CandidateSet& set, const Pruning& pruning) {
  std::set<int> nodes;
  for (const auto site : pruning.sites)
    if (site < set.sites.size() && set.sites[site].file == file.path && set.sites[site].node >= 0)
      nodes.insert(set.sites[site].node);
  return nodes;
}

std::string without_wrappings(std::string_view text, const RewrittenFile& file, const std::set<int>& nodes) {
  std::string result;
  std::size_t last = 0;
  for (const auto& wrapping : file.wrappings) {
    if (!nodes.contains(wrapping.node) || wrapping.begin < last || wrapping.end < wrapping.begin ||
        wrapping.end > text.size())
      continue;
    result += text.substr(last, wrapping.begin - last);
    last = wrapping.end;
  }
  result += text.substr(last);
  return result;
}

/// The id in "#line 1000000007"; 0 when the line is not a candidate's mark.
unsigned marked_id(std::string_view line) {
  if (!line.starts_with(k_line_mark))
    return 0;
  const auto number = base::parse_integer(base::trim(line.substr(k_line_mark.size())));
  return number && *number > k_candidate_line ? static_cast<unsigned>(*number - k_candidate_line) : 0;
}

/// An operand of || is replaced by one that never holds, other shapes can go.
std::string_view nothing_like(std::string_view line) {
  return line.starts_with("|| ") ? "|| 0" : line.starts_with('(') ? "0" : "";
}

std::string without_candidates(const std::string& text, const std::set<unsigned>& candidates) {
  std::string result;
  unsigned id = 0;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = std::string_view(text).substr(begin, end - begin);
    result += candidates.contains(id) ? nothing_like(line) : line;
    if (end < text.size())
      result += '\n';
    id = marked_id(line);
    begin = end + 1;
  }
  return result;
}

} // namespace

std::string prune(std::string_view rewritten, const RewrittenFile& file, const CandidateSet& set,
                  const Pruning& pruning) {
  const auto text = without_wrappings(rewritten, file, pruned_nodes(file, set, pruning));
  return pruning.candidates.empty() ? text : without_candidates(text, pruning.candidates);
}

bool is_pruned(const Candidate& candidate, const CandidateSet& set, const Pruning& pruning) {
  if (pruning.candidates.contains(candidate.id))
    return true;
  if (candidate.rebuild)
    return false;
  const auto same_node = [&](std::size_t site) {
    return set.sites[site].file == candidate.file && set.sites[site].node == set.sites[candidate.site].node;
  };
  return pruning.files.contains(candidate.file) || std::ranges::any_of(pruning.sites, same_node);
}

} // namespace aurora::repair::search
