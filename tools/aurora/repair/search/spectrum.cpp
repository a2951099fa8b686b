#include "aurora/repair/search/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace aurora::repair::search {

namespace {

double tarantula(const Counts& counts) {
  const double failing = counts.failed_reached / counts.failed;
  const double passing = counts.passed > 0 ? counts.passed_reached / counts.passed : 0;
  return failing / (failing + passing);
}

/// Brought from [0, inf) to [0, 1).
double dstar(const Counts& counts) {
  const double rest = counts.passed_reached + counts.failed - counts.failed_reached;
  const double value = counts.failed_reached * counts.failed_reached;
  return rest == 0 ? 1 : value / (value + rest);
}

std::vector<bool> reached_candidates(const CandidateSet& set, const TestPlan& plan) {
  std::unordered_set<unsigned> ids;
  for (const auto& [id, count] : plan.reached)
    ids.insert(id);
  std::vector<bool> result(set.candidates.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto& candidate = set.candidates[i];
    result[i] = ids.contains(candidate.id) || ids.contains(set.sites[candidate.site].lo);
  }
  return result;
}

} // namespace

double suspicion(Formula formula, const Counts& counts) {
  if (counts.failed_reached <= 0 || counts.failed <= 0)
    return 0;
  if (formula == Formula::tarantula)
    return tarantula(counts);
  if (formula == Formula::dstar)
    return dstar(counts);
  return counts.failed_reached / std::sqrt(counts.failed * (counts.failed_reached + counts.passed_reached));
}

Spectrum::Spectrum(const CandidateSet& set, const std::vector<TestPlan>& plans) : m_plans(plans) {
  for (const auto& plan : plans)
    m_reached.push_back(reached_candidates(set, plan));
}

bool Spectrum::reached_by_all_failing(std::size_t candidate) const {
  for (std::size_t test = 0; test < m_plans.size(); ++test)
    if (!m_plans[test].passes && !m_plans[test].bystander && !reaches(test, candidate))
      return false;
  return true;
}

double Spectrum::score(Formula formula, std::size_t candidate) const {
  Counts counts;
  for (std::size_t test = 0; test < m_plans.size(); ++test) {
    if (m_plans[test].bystander)
      continue;
    const double reached = reaches(test, candidate) ? 1 : 0;
    (m_plans[test].passes ? counts.passed : counts.failed) += 1;
    (m_plans[test].passes ? counts.passed_reached : counts.failed_reached) += reached;
  }
  return suspicion(formula, counts);
}

} // namespace aurora::repair::search
