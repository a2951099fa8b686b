#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::forge {

/// One commit of a branch to be made.
struct Commit {
  std::string message;
  std::vector<model::FileChange> changes; ///< paths relative to the source folder; modes are kept
};

struct BranchPlan {
  std::string name;            ///< "aurora/fix-<signature>"
  std::vector<Commit> commits; ///< first one first, on top of HEAD
};

/// Makes the branch with git's plumbing and an index of its own (scratch is a folder for it): working tree,
/// index and the branch that is checked out stay as they are. Returns the id of the last commit. conflict
/// when there is a branch of that name, or HEAD has not what a change was made from; environment error with
/// git's own words otherwise.
base::Result<std::string> write_branch(const std::string& source_dir, const BranchPlan& plan,
                                       const std::string& scratch, sys::ProcessRunner& processes);

} // namespace aurora::forge
