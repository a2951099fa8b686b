#pragma once

#include <string>
#include <vector>

#include "aurora/model/patch.hpp"
#include "aurora/model/project.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/repair/search/engine.hpp"
#include "aurora/repair/search/instrument.hpp"
#include "aurora/repair/search/literals.hpp"

namespace aurora::repair::search {

struct SearchOptions {
  InstrumentOptions instrument;
  std::string ctest = "ctest";
  std::vector<std::string> failing; ///< names of CTest tests that must turn green
  std::vector<std::string>
      failing_cases;                  ///< of those tests that hold several, "test::case"; empty: all red ones
  std::vector<std::string> ignored;   ///< neither asked nor guarded
  std::vector<model::Target> targets; ///< of the build; empty: not known
  std::vector<model::Suspect> suspects; ///< what is known without running anything
  Literals literals;                    ///< of the tests' sources
  double seconds = 60;                  ///< wall time for everything
  std::size_t max_trials = 1'000'000;
  std::size_t most_candidates = 20000; ///< of the second round, when the first brought nothing
  unsigned jobs = 1;
  std::size_t max_patches = 5;
  std::function<void(const Progress&)> progress;
  std::function<bool()> interrupted;
};

/// Why a plausible change stands where it stands.
struct Standing {
  unsigned first = 0; ///< ids of its candidates
  unsigned second = 0;
  std::string kind;
  double cost = 0;
  double share = 0;
  int agreeing = 1;
};

/// What a search found.
struct SearchReport {
  std::vector<model::Patch> patches;    ///< plausible, best first
  std::vector<Standing> standings;      ///< of all that is plausible, best first
  std::vector<model::Suspect> suspects; ///< places in the order in which they were tried, best first
  std::size_t candidates = 0;
  std::size_t dropped = 0; ///< did not compile
  std::size_t tried = 0;
  std::size_t plausible = 0;
  double fixed_seconds = 0;  ///< generate, compile, link, trace
  double search_seconds = 0; ///< all else
  double trial_seconds =
      0; ///< of these until the candidates were tried; then come comparisons of the plausible
  std::vector<std::string> notes; ///< in words: ties, what was given up and why
};

/// Searches a repair in the shadow, which is left with instrumented sources: reset it afterwards. conflict
/// when the failing tests do not fail there.
base::Result<SearchReport> search(workspace::Shadow& shadow, const SearchOptions& options);

} // namespace aurora::repair::search
