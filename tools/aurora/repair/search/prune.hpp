#pragma once

#include <set>
#include <string>
#include <string_view>

#include "aurora/repair/search/candidates.hpp"

namespace aurora::repair::search {

/// aurora-schemata gives the line of candidate N the number k_candidate_line + N.
constexpr long long k_candidate_line = 1'000'000'000;

/// What is to be taken out of the rewritten sources.
struct Pruning {
  std::set<unsigned> candidates;
  std::set<std::size_t> sites; ///< with all their candidates and the switch itself
  std::set<std::string> files; ///< get their original text back

  std::size_t size() const { return candidates.size() + sites.size() + files.size(); }
};

/// A rewritten text without the pruned candidates and sites of its file; all that is left keeps its ids.
/// What is not on a line of its own is left as it is.
std::string prune(std::string_view rewritten, const RewrittenFile& file, const CandidateSet& set,
                  const Pruning& pruning);

/// Whether no switch for the candidate is left.
bool is_pruned(const Candidate& candidate, const CandidateSet& set, const Pruning& pruning);

} // namespace aurora::repair::search
