#pragma once

#include <set>
#include <string>
#include <vector>

#include "aurora/schemata/candidate.hpp"
#include "aurora/schemata/hosts.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// Candidates that share one switch.
struct Site {
  int lo = 0; ///< ids [lo, hi)
  int hi = 0;
  int file = 0;
  int node = -1;
  PointKind kind = PointKind::alternative;
  std::string role; ///< statement, condition, initializer, step, or the point's own kind
  int line = 0;
  int line_end = 0;
  std::string function;
};

struct Plan {
  std::vector<Site> sites;
  std::vector<std::vector<Candidate>> candidates; ///< by file
};

/// What templates offered for one file.
struct Offer {
  const Tree* tree = nullptr;
  std::vector<Candidate> candidates;
};

/// Keeps the likeliest max_candidates of those that are switched at run time, a quarter as many of those that
/// need a build of their own, each edit once, and numbers them site by site from 1 over all files.
Plan plan(std::vector<Offer> offers, std::size_t max_candidates);

/// The plan with only the candidates of those functions that the ones with these ids are in.
Plan functions_of(const Plan& plan, const std::set<int>& ids);

} // namespace aurora::schemata
