#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "aurora/quality/mutants.hpp"
#include "aurora/repair/search/candidates.hpp"

namespace aurora::mutation {

/// Which of the changes that the search knows are mutants: those of the sufficient operators of Offutt et al.
/// ("An experimental determination of sufficient mutant operators", ACM TOSEM 5(2), 1996: relational,
/// arithmetic, logical and unary operators, constants) and statements left out, conditions turned round or
/// made constant, and values returned; none that put in code of their own, most of which change nothing that
/// a test could see.
bool is_mutation(const repair::search::Candidate& candidate);

/// Indices of at most so many mutants a place, one of each place after the other, so that wherever time ends
/// all parts of the files have had their turn; of one place different kinds first.
std::vector<std::size_t> choose_mutants(const repair::search::CandidateSet& set, std::size_t most_a_place);

/// In words and lines, by the texts of the files as they were.
quality::Mutant mutant_of(const repair::search::Candidate& candidate,
                          const std::map<std::string, std::string>& originals);

} // namespace aurora::mutation
