#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "aurora/history/store.hpp"

namespace aurora::cli {

// Documents of `aurora history` (schema aurora.history/1).

std::string runs_json(const std::vector<history::RunLine>& runs);
std::string run_json(const history::RunRecord& run);
std::string figures_json(const history::Figures& figures);

/// Which rows, and in which form.
struct Export {
  history::Filter filter;
  std::vector<std::string> tables;
};

/// {"schema": …, "tables": {"runs": [row, …], …}}, row by row: a history need not fit into memory.
base::Result<void> export_json(history::Store& store, const Export& what, std::FILE* out);
/// One table with a head line (RFC 4180).
base::Result<void> export_csv(history::Store& store, const Export& what, std::FILE* out);

/// A line of `aurora benchmark list`; times are medians in seconds.
struct BenchmarkLine {
  std::string name;
  double baseline = 0;
  std::size_t baseline_runs = 0;
  std::string accepted_at;
  std::string baseline_commit;
  double newest = 0;
  std::string finding;
  std::string newest_at;
};

std::string benchmarks_json(const std::string& setup, const std::vector<BenchmarkLine>& lines);

struct LevelChangeLine {
  std::string name;
  bool changed = false;
};

std::string level_changes_json(const std::string& command, bool dry_run,
                               const std::vector<LevelChangeLine>& lines);

} // namespace aurora::cli
