#include "aurora/history/benchmarks.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/history/column_types.hpp"

namespace aurora::history {
namespace {

constexpr const char* k_of_setup = " WHERE project = ? AND setup = ?";

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

struct Level {
  long long id = 0;
  long long begun_by = 0; ///< id of a measurement
  std::string at;
};

/// Of each name the one that holds.
base::Result<std::map<std::string, Level>> levels_of(Database& database, const Row& setup) {
  const auto rows = database.query(std::string("SELECT name, id, benchmark_id, at FROM benchmark_levels") +
                                       k_of_setup + " AND withdrawn_at IS NULL ORDER BY id",
                                   setup, {k_text, k_int, k_int, k_text});
  if (!rows)
    return base::forward(rows);
  std::map<std::string, Level> levels;
  for (const auto& row : *rows)
    levels[text_at(row, 0)] = {integer_at(row, 1), integer_at(row, 2), text_at(row, 3)};
  return levels;
}

/// What may be in a baseline, and the newest of each name; oldest first.
base::Result<std::vector<Row>> rows_of(Database& database, const Row& setup) {
  Row parameters = setup;
  for (int i = 0; i < 2; ++i)
    parameters.insert(parameters.end(), setup.begin(), setup.end());
  return database.query(
      std::string("SELECT id, name, at, commit_id, samples, finding, level_id, in_baseline FROM benchmarks") +
          k_of_setup + " AND (in_baseline = 1 OR id IN (SELECT benchmark_id FROM benchmark_levels" +
          k_of_setup + ") OR id IN (SELECT MAX(id) FROM benchmarks" + k_of_setup +
          " GROUP BY name)) ORDER BY id",
      parameters, {k_int, k_text, k_text, k_text, k_text, k_text, k_int, k_int});
}

BenchmarkRecord record_from(const Row& row, const Row& setup) {
  return {text_at(setup, 0), text_at(setup, 1),  text_at(row, 1),
          text_at(row, 2),   text_at(row, 3),    samples_from(text_at(row, 4)),
          text_at(row, 5),   integer_at(row, 6), integer_at(row, 7) != 0};
}

/// Id of the newest measurement; 0 without one.
base::Result<long long> newest_of(Database& database, const Row& key) {
  const auto rows = database.query(
      std::string("SELECT MAX(id) FROM benchmarks") + k_of_setup + " AND name = ?", key, {k_int});
  if (!rows)
    return base::forward(rows);
  return rows->empty() ? 0 : integer_at(rows->front(), 0);
}

} // namespace

base::Result<void> write_benchmarks(Database& database, const std::vector<BenchmarkRecord>& benchmarks) {
  std::vector<Row> rows;
  for (const auto& one : benchmarks)
    rows.push_back({one.project, one.setup, one.name, one.at, one.commit, samples_text(one.samples),
                    one.finding, one.level, one.in_baseline ? 1LL : 0LL});
  if (rows.empty())
    return {};
  return database.execute_each(
      "INSERT INTO benchmarks (project, setup, name, at, commit_id, samples, finding, "
      "level_id, in_baseline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      rows);
}

base::Result<std::vector<BenchmarkState>> read_benchmarks(Database& database, const std::string& project,
                                                          const std::string& setup) {
  const Row of_setup{project, setup};
  const auto levels = levels_of(database, of_setup);
  if (!levels)
    return base::forward(levels);
  const auto rows = rows_of(database, of_setup);
  if (!rows)
    return base::forward(rows);
  std::map<std::string, BenchmarkState> states;
  for (const auto& row : *rows) {
    auto record = record_from(row, of_setup);
    auto& state = states[record.name];
    const auto found = levels->find(record.name);
    const auto level = found == levels->end() ? Level{} : found->second;
    state.name = record.name;
    state.level = level.id;
    state.accepted_at = level.at;
    if (integer_at(row, 0) == level.begun_by || (record.in_baseline && record.level == level.id))
      state.baseline.push_back(record);
    state.newest = std::move(record);
  }
  std::vector<BenchmarkState> all;
  for (auto& [name, state] : states)
    all.push_back(std::move(state));
  return all;
}

base::Result<bool> accept_newest(Database& database, const BenchmarkKey& key, const std::string& at) {
  const auto newest = newest_of(database, {key.project, key.setup, key.name});
  if (!newest)
    return base::forward(newest);
  if (*newest == 0)
    return base::fail(
        base::ErrorCode::not_found,
        fmt::format("there is no measurement of the benchmark \"{}\" on this machine, build type and "
                    "compiler; `aurora benchmark run` measures it",
                    key.name));
  const auto levels = levels_of(database, {key.project, key.setup});
  if (!levels)
    return base::forward(levels);
  const auto holds = levels->find(key.name);
  if (holds != levels->end() && holds->second.begun_by == *newest)
    return false;
  auto added = database.execute(
      "INSERT INTO benchmark_levels (project, setup, name, at, benchmark_id) VALUES (?, ?, ?, ?, ?)",
      {key.project, key.setup, key.name, at, *newest});
  return added ? base::Result<bool>(true) : base::forward(added);
}

base::Result<bool> withdraw_newest(Database& database, const BenchmarkKey& key, const std::string& at) {
  const auto levels = levels_of(database, {key.project, key.setup});
  if (!levels)
    return base::forward(levels);
  const auto holds = levels->find(key.name);
  if (holds == levels->end())
    return false;
  auto done =
      database.execute("UPDATE benchmark_levels SET withdrawn_at = ? WHERE id = ?", {at, holds->second.id});
  return done ? base::Result<bool>(true) : base::forward(done);
}

} // namespace aurora::history
