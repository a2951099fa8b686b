#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "aurora/quality/mutants.hpp"
#include "aurora/repair/search/candidates.hpp"
#include "aurora/repair/search/oracle.hpp"

namespace aurora::mutation {

struct TrialOptions {
  std::chrono::steady_clock::time_point deadline;
  std::function<void(std::size_t done, std::size_t of)> progress; ///< from any thread, one at a time
  std::function<bool()> interrupted;
};

/// What is tried: mutants[i] is the candidate with the id ids[i], switched on in programs that hold them all.
struct Subjects {
  std::vector<quality::Mutant> mutants;
  std::vector<unsigned> ids;
};

/// Runs each passing test on each mutant that it reaches, with one thread an executor: first until one turns
/// red, which is enough for the score, then those that are left, so that it is known what every test kills.
/// What a limit ends is killed. Fills in tried, complete and killed; `reached` must be there.
void try_mutants(Subjects& subjects, repair::search::Oracle& oracle,
                 const std::vector<std::unique_ptr<repair::search::Executor>>& executors,
                 const TrialOptions& options);

/// Passing tests that reach each candidate, as indices into the plans.
std::vector<std::size_t> reaching_tests(const repair::search::CandidateSet& set, std::size_t candidate,
                                        const std::vector<repair::search::TestPlan>& plans);

} // namespace aurora::mutation
