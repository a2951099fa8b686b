#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "aurora/repair/search/candidates.hpp"
#include "aurora/repair/search/forking_executor.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::search {

enum class OnFailure { stop, go_on };

/// Of what is varied, where the project is built with optimization: with all the alternatives in it that
/// takes about twice as long to compile, and is not what a candidate is judged by in the end.
enum class Optimization { off, as_project };

struct BuildOptions {
  std::string cmake = "cmake";
  std::string config;               ///< "" for single-configuration generators
  std::vector<std::string> targets; ///< empty: all
  unsigned jobs = 1;
  OnFailure on_failure = OnFailure::stop; ///< go_on: build what else can be built
  std::chrono::milliseconds timeout{120000};
};

struct InstrumentOptions {
  Tools tools;
  BuildOptions build;
  std::vector<std::string> files;    ///< relative to the source root: where candidates may be made
  std::vector<std::string> units;    ///< sources that show headers first, relative to the source root
  std::vector<std::string> lines;    ///< "file:from-to"; empty: everywhere in `files`
  std::vector<std::string> literals; ///< strings and numbers of the tests, likeliest first
  std::size_t max_candidates = 3000;
  Optimization optimization = Optimization::off; ///< as the project where it does not compile without
  /// From then on what the compiler refused is not taken out any more to build again.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// The shadow with all candidates compiled in.
struct Instrumented {
  CandidateSet set;
  std::map<std::string, std::string> originals; ///< by path relative to the source root
  std::map<std::string, std::string> rewritten; ///< also of files that only the rewriting has
  Optimization optimization = Optimization::off;
  std::size_t dropped = 0;           ///< candidates that did not compile
  std::vector<std::string> given_up; ///< files that do not compile with candidates
};

/// Runs `cmake --build` in the shadow.
base::Result<sys::ProcessResult> build(workspace::Shadow& shadow, const BuildOptions& options);

/// Rewrites the files in the shadow and builds it. What the compiler refuses is taken out, the rest is built
/// again; a file that cannot be helped gets its original text back. environment error when aurora-schemata is
/// missing, unsupported when the project cannot be built with candidates in it.
base::Result<Instrumented> instrument(workspace::Shadow& shadow, const InstrumentOptions& options);

/// Puts the originals back into the shadow (no build).
base::Result<void> restore_originals(workspace::Shadow& shadow, const Instrumented& instrumented);
/// The reverse: all switches again.
base::Result<void> put_switches(workspace::Shadow& shadow, const Instrumented& instrumented);

} // namespace aurora::repair::search
