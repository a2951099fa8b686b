#pragma once

#include <string>
#include <vector>

#include "aurora/model/patch.hpp"
#include "aurora/repair/search/behaviour.hpp"
#include "aurora/repair/search/engine.hpp"

namespace aurora::repair::search {

/// A trial that passed everything, with what speaks for it. Lower cost is better.
struct Ranked {
  Trial trial;
  double cost = 0;
  int agreeing = 1; ///< patches that behave the same on all probes, this one included
  double share = 0; ///< 0 to 1: how much of all plausible patches' weight this behaviour has
};

/// Best first: prior of the templates, suspicion of the place, no deletion, one change rather than two.
std::vector<Ranked> rank(const std::vector<Trial>& plausible, const CandidateSet& set,
                         const Spectrum& spectrum);

/// Puts patches that behave the same on inputs beyond the tests together: the behaviour with the greatest
/// weight (sum of exp(-cost)) first, then the best patch of every other behaviour, then the rest.
/// `behaviours` belong to the first entries of `ranked`; entries without one keep their order at the end.
std::vector<Ranked> prefer_agreement(std::vector<Ranked> ranked, const std::vector<Behaviour>& behaviours);

/// The edits of a trial as a patch; `originals` are the files as they were.
base::Result<model::Patch> to_patch(const Ranked& ranked, const CandidateSet& set,
                                    const std::map<std::string, std::string>& originals);

} // namespace aurora::repair::search
