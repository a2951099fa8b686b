#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aurora/quality/goal.hpp"
#include "aurora/quality/health.hpp"
#include "aurora/quality/likely.hpp"
#include "aurora/quality/mutants.hpp"
#include "aurora/quality/same_coverage.hpp"
#include "aurora/quality/written_test.hpp"
#include "aurora/task/run_facts.hpp"

namespace aurora::quality {

/// All that `aurora quality` found out. What could not be looked at is said in the notes.
struct Quality {
  double goal = 80; ///< percent of lines
  std::optional<double> coverage_percent;
  std::vector<ThinFile> thin_files;
  int written_tests = 0;
  std::vector<WrittenTest> without_assertion;
  std::vector<WrittenTest> without_meaning; ///< names that say nothing
  int traced_tests = 0;
  std::vector<SameCoverage> same_coverage;
  std::optional<MutantRun> mutants; ///< when they were tried
  std::vector<Redundant> redundant;
  std::set<std::string> changed; ///< files of the change that the likely failures are about
  std::vector<LikelyFailure> likely;
  std::optional<Health> health;
  std::vector<std::string> notes;
};

/// Whether there is anything to do: thin files and tests that assert or tell nothing.
bool has_findings(const Quality& quality);

/// "parse.reads_lines" of a test in a source.
std::string name_of(const WrittenTest& test);

/// "3-7, 12", cut after some.
std::string line_ranges(const std::vector<std::pair<int, int>>& ranges);

/// For a terminal.
std::string quality_text(const Quality& quality);
std::string quality_markdown(const Quality& quality);
/// aurora.quality/1
std::string quality_json(const Quality& quality);

/// A task file (aurora.task/1) by its name.
struct TaskFile {
  std::string name;
  std::string text;
};

/// A task for each thin file (at most 20), for each file with tests that assert or tell nothing, and for each
/// group of the same coverage (at most 10); where mutants were tried instead of the last one for each file
/// with mutants that nobody kills (at most 20) and each group of redundant tests (at most 10). The same
/// finding has the same name and id in every run.
std::vector<TaskFile> quality_tasks(const Quality& quality, const task::RunFacts& run);

} // namespace aurora::quality
