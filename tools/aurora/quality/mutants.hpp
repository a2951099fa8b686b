#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "aurora/quality/same_coverage.hpp"

namespace aurora::quality {

/// One small change of the code under test, and which tests noticed.
struct Mutant {
  std::string file; ///< relative to the source root
  int line = 0;
  std::string kind;                 ///< "relational-operator", …
  std::string before;               ///< the code
  std::string after;                ///< and what it was changed into
  std::vector<std::size_t> reached; ///< tests that come by, as indices into MutantRun::tests
  std::vector<std::size_t> killed;  ///< those of them that turn red
  bool tried = false;               ///< at least until one turned red
  bool complete = false;            ///< all that reach it were run
  std::string source_line{};        ///< as it was, without blanks around it
};

/// All mutants of one run.
struct MutantRun {
  std::vector<std::string> tests;
  std::vector<Mutant> mutants;
  std::vector<std::string> notes; ///< what was left out, and why
  double seconds = 0;             ///< of trying
};

/// How many mutants of a file are noticed.
struct FileScore {
  std::string file;
  int mutants = 0;
  int killed = 0;
  int survived = 0;    ///< tests come by and stay green
  int not_reached = 0; ///< no test comes by
  int not_tried = 0;   ///< the time was over
  /// Percent of those that were tried or not reached; 100 when there are none.
  double percent() const;
};

/// By file.
std::vector<FileScore> scores(const MutantRun& run);

/// Mutants that nobody kills, by place: no test comes by, or all that do stay green.
std::vector<Mutant> survivors(const MutantRun& run);

/// Tests with the same coverage that kill the same mutants, one or more.
struct Redundant {
  std::vector<std::string> tests;
  std::size_t lines = 0;   ///< that they all reach
  std::size_t mutants = 0; ///< that they all kill
};

/// Of the groups with the same coverage those tests that kill just the same mutants. Tests that kill none are
/// in no group, and there are no groups at all unless every mutant that a test reaches was tried on it: what
/// was not tried could tell them apart.
std::vector<Redundant> redundant(const MutantRun& run, const std::vector<SameCoverage>& same);

/// "`<` changed into `<=` in `if (a < b)`"
std::string in_words(const Mutant& mutant);

} // namespace aurora::quality
