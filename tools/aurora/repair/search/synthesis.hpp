#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "aurora/repair/search/oracle.hpp"
#include "aurora/repair/search/spectrum.hpp"

namespace aurora::repair::search {

struct SynthesisOptions {
  std::chrono::steady_clock::time_point deadline;
  std::size_t runs_per_hook = 400;
  std::size_t expressions_per_hook = 6000;
  std::size_t most_found = 8;
  std::function<bool()> interrupted;
};

struct SynthesisResult {
  std::vector<Candidate> found; ///< to be compiled and tested; without ids
  std::size_t tried = 0;        ///< expressions that were run
  std::size_t shared = 0;       ///< that needed no run: equal to one that had failed
};

/// Looks for the smallest expressions that, in place of a hooked condition or value, make all tests pass.
///
/// A condition is looked into only when some outcomes, forced execution by execution, make the failing test
/// pass: the angelic values of SemFix (Nguyen et al., ICSE 2013), Nopol (Xuan et al., TSE 2017), SPR (Long
/// and Rinard, ESEC/FSE 2015) and Angelix (Mechtaev et al., ICSE 2016). The program itself evaluates each
/// expression; one that would have given the same value in every execution of a failed run fails as well and
/// is not run, as in F1X (Mechtaev et al., TOSEM 2018).
SynthesisResult synthesize(const CandidateSet& set, Oracle& oracle, const Spectrum& spectrum,
                           Executor& executor, const std::map<std::string, std::string>& originals,
                           const SynthesisOptions& options);

} // namespace aurora::repair::search
