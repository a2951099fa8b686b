#pragma once

#include <string>
#include <vector>

#include "aurora/model/patch.hpp"
#include "aurora/repair/search/engine.hpp"

namespace aurora::repair::search {

/// A trial that passed everything, with what speaks for it. Lower cost is better.
struct Ranked {
  Trial trial;
  double cost = 0;
};

/// Best first: prior of the templates, suspicion of the place, no deletion, one change rather than two.
std::vector<Ranked> rank(const std::vector<Trial>& plausible, const CandidateSet& set, const Spectrum& spectrum);

/// The edits of a trial as a patch; `originals` are the files as they were.
base::Result<model::Patch> to_patch(const Ranked& ranked, const CandidateSet& set,
                                    const std::map<std::string, std::string>& originals);

} // namespace aurora::repair::search
