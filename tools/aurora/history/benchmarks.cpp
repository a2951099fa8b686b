#include "aurora/history/benchmarks.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/history/column_types.hpp"

namespace aurora::history {
namespace {

/// Shortest digits that read back as the same numbers.
std::string samples_text(const std::vector<double>& samples) {
  return fmt::format("{}", fmt::join(samples, " "));
}

std::vector<double> samples_from(const std::string& text) {
  std::vector<double> samples;
  for (const auto word : base::split(text, ' '))
    if (!word.empty())
      samples.push_back(std::strtod(std::string(word).c_str(), nullptr));
  return samples;
}

} // namespace

base::Result<void> write_benchmarks(Database& database, const std::vector<BenchmarkRecord>& benchmarks) {
  std::vector<Row> rows;
  for (const auto& one : benchmarks)
    rows.push_back({one.project, one.setup, one.name, one.at, one.commit, samples_text(one.samples),
                    one.slower ? 1LL : 0LL});
  return database.execute_each("INSERT INTO benchmarks (project, setup, name, at, commit_id, samples, "
                               "slower) VALUES (?, ?, ?, ?, ?, ?, ?)",
                               rows);
}

base::Result<std::vector<BenchmarkRecord>> read_baselines(Database& database, const std::string& project,
                                                          const Baselines& wanted) {
  const auto rows = database.query("SELECT name, at, commit_id, samples FROM (SELECT id, name, at, "
                                   "commit_id, samples, ROW_NUMBER() OVER (PARTITION "
                                   "BY name ORDER BY at DESC, id DESC) AS place FROM benchmarks WHERE "
                                   "project = ? AND setup = ? AND slower = 0) "
                                   "AS b WHERE place <= ? ORDER BY name, place",
                                   {project, wanted.setup, static_cast<long long>(wanted.most)},
                                   {k_text, k_text, k_text, k_text});
  if (!rows)
    return base::forward(rows);
  std::vector<BenchmarkRecord> all;
  for (const auto& row : *rows)
    all.push_back({project, wanted.setup, text_at(row, 0), text_at(row, 1), text_at(row, 2),
                   samples_from(text_at(row, 3)), false});
  return all;
}

} // namespace aurora::history
