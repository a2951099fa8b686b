#pragma once

#include <string>

#include "aurora/forge/branch.hpp"
#include "aurora/forge/rest.hpp"

namespace aurora::forge {

/// A fix and what is known of it.
struct Fix {
  std::string signature; ///< of the cluster
  model::Patch patch;
  std::string event;       ///< the failure as JSON
  std::string explanation; ///< Markdown; its first line is the fix's title
};

/// Everything that a proposal consists of.
struct Proposal {
  BranchPlan branch; ///< first commit: the failure; second: the fix
  PullRequest pull_request;
  Issue issue;
};

Proposal make_proposal(const Fix& fix);

} // namespace aurora::forge
