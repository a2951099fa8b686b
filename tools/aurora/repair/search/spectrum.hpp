#pragma once

#include <cstddef>
#include <vector>

#include "aurora/repair/search/candidates.hpp"
#include "aurora/repair/search/oracle.hpp"

namespace aurora::repair::search {

/// How suspicion is computed from the tests that reach a place.
/// Ochiai: Abreu et al., "An evaluation of similarity coefficients for software fault localization", PRDC
/// 2006. Tarantula: Jones, Harrold, ASE 2005. DStar (exponent 2): Wong et al., IEEE Trans. Reliability 63(1),
/// 2014.
enum class Formula { ochiai, tarantula, dstar };

struct Counts {
  double failed_reached = 0;
  double passed_reached = 0;
  double failed = 0;
  double passed = 0;
};

/// 0 to 1; 0 where no failing test comes by.
double suspicion(Formula formula, const Counts& counts);

/// Which candidates each test comes by.
class Spectrum {
public:
  Spectrum(const CandidateSet& set, const std::vector<TestPlan>& plans);

  /// `candidate` is an index into CandidateSet::candidates, `test` one into the plans. Candidates that joined
  /// the set later are not reached.
  bool reaches(std::size_t test, std::size_t candidate) const {
    return candidate < m_reached[test].size() && m_reached[test][candidate];
  }
  /// By every failing test: anything else cannot repair all of them.
  bool reached_by_all_failing(std::size_t candidate) const;
  double score(Formula formula, std::size_t candidate) const;

private:
  const std::vector<TestPlan>& m_plans;
  std::vector<std::vector<bool>> m_reached; ///< test × candidate
};

} // namespace aurora::repair::search
