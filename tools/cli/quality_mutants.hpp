#pragma once

#include <set>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/coverage/coverage.hpp"
#include "aurora/quality/mutants.hpp"
#include "session.hpp"

namespace aurora::cli {

struct MutantOptions {
  std::vector<std::string> files; ///< relative to the source root; empty: the changed and the most covered
  double seconds = 60;            ///< of trying
  std::set<std::string> changed;
  coverage::Coverage covered; ///< by path relative to the source root; may be empty
};

/// Tries mutants of the files in a shadow of the project, with all registered tests. usage error for a file
/// that is no C or C++ source of the project, or a test.
base::Result<quality::MutantRun> try_mutants(Session& session, const MutantOptions& options);

} // namespace aurora::cli
