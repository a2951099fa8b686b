#pragma once

#include <iosfwd>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::report {

/// GitHub's workflow commands (::error file=…::…), one a cluster in its order, at the most fifty: what the
/// clusters' texts hold can neither begin another command nor end this one.
void write_github_annotations(std::ostream& out, const std::vector<model::Cluster>& clusters);

/// GitLab's Code Quality report (a subset of Code Climate's): every failure that has a place in the project,
/// each with a fingerprint of its own.
void write_gitlab_code_quality(std::ostream& out, const std::vector<model::Cluster>& clusters);

/// badge.svg: "tests | 41 passed" and the like; counts as with_flakiness() leaves them.
void write_badge(std::ostream& out, const model::RunCounts& counts);

} // namespace aurora::report
