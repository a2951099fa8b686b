#include "aurora/history/run_reader.hpp"

#include <map>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/history/column_types.hpp"
#include "aurora/history/sql_figures.hpp"

namespace aurora::history {
namespace {

model::RunCounts counts_at(const Row& row, std::size_t index) {
  const auto at = [&](std::size_t i) { return static_cast<int>(integer_at(row, index + i)); };
  model::RunCounts counts;
  counts.passed = at(0);
  counts.failed = at(1);
  counts.skipped = at(2);
  counts.not_run = at(3);
  counts.flaky = at(4);
  return counts;
}

std::optional<double> percent_at(const Row& row, std::size_t index) {
  return is_null(row, index) ? std::nullopt : std::optional(real_at(row, index));
}

base::Result<RunRecord> read_head(Database& database, long long id) {
  const auto rows = database.query(
      "SELECT id, project, command, started, ended, commit_id, branch, mode, verdict, stopped_because, "
      "seconds, "
      "all_tests, built, passed, failed, skipped, not_run, flaky, coverage_percent FROM runs WHERE id = ?",
      {id},
      {k_int, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_real, k_int, k_int,
       k_int, k_int, k_int, k_int, k_int, k_real});
  if (!rows)
    return base::forward(rows);
  if (rows->empty())
    return base::fail(base::ErrorCode::not_found,
                      fmt::format("the history has no run {}; `aurora history list` shows them", id));
  const auto& row = rows->front();
  RunRecord run;
  run.id = integer_at(row, 0);
  std::size_t column = 0;
  for (auto* text : {&run.project, &run.command, &run.started, &run.ended, &run.commit, &run.branch,
                     &run.mode, &run.verdict, &run.stopped_because})
    *text = text_at(row, ++column);
  run.seconds = real_at(row, 10);
  run.scope = integer_at(row, 11) != 0 ? Scope::all_tests : Scope::some_tests;
  run.built = integer_at(row, 12) != 0;
  run.counts = counts_at(row, 13);
  run.coverage_percent = percent_at(row, 18);
  return run;
}

base::Result<void> read_events(Database& database, RunRecord& run) {
  const auto rows = database.query(
      "SELECT ts, signature, test_id, suite, file, line, category, error_class, message, "
      "outcome, flaky FROM events WHERE run_id = ? ORDER BY id",
      {run.id}, {k_text, k_text, k_text, k_text, k_text, k_int, k_text, k_text, k_text, k_text, k_int});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows) {
    model::Event event;
    event.ts = text_at(row, 0);
    event.signature = text_at(row, 1);
    event.test_id = text_at(row, 2);
    event.suite = text_at(row, 3);
    event.file = text_at(row, 4);
    event.line = static_cast<int>(integer_at(row, 5));
    event.category = model::category_from(text_at(row, 6)).value_or(model::Category::logic);
    event.error_class = text_at(row, 7);
    event.message = text_at(row, 8);
    event.outcome = text_at(row, 9);
    event.flaky = integer_at(row, 10) != 0;
    run.events.push_back(std::move(event));
  }
  return {};
}

/// Clusters by their ids, in the order of the run.
using Clusters = std::map<long long, ClusterRecord>;

base::Result<Clusters> read_clusters(Database& database, long long run_id) {
  const auto rows = database.query(
      "SELECT id, signature, category, title, ending, reason, risk, seconds, events, "
      "flaky, iteration FROM clusters WHERE run_id = ? ORDER BY id",
      {run_id}, {k_int, k_text, k_text, k_text, k_text, k_text, k_real, k_real, k_int, k_int, k_int});
  if (!rows)
    return base::forward(rows);
  Clusters clusters;
  for (const auto& row : *rows) {
    auto& cluster = clusters[integer_at(row, 0)];
    cluster.signature = text_at(row, 1);
    cluster.category = text_at(row, 2);
    cluster.title = text_at(row, 3);
    cluster.ending = text_at(row, 4);
    cluster.reason = text_at(row, 5);
    cluster.risk = real_at(row, 6);
    cluster.seconds = real_at(row, 7);
    cluster.events = static_cast<int>(integer_at(row, 8));
    cluster.flaky = integer_at(row, 9) != 0;
    cluster.iteration = static_cast<int>(integer_at(row, 10));
  }
  return clusters;
}

base::Result<void> read_asks(Database& database, long long run_id, Clusters& clusters) {
  const auto rows =
      database.query("SELECT k.cluster_id, k.provider, k.seconds, k.candidates, k.problem FROM asks k "
                     "JOIN clusters c ON c.id = k.cluster_id WHERE c.run_id = ? ORDER BY k.id",
                     {run_id}, {k_int, k_text, k_real, k_int, k_text});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows)
    clusters[integer_at(row, 0)].asks.push_back(
        {text_at(row, 1), real_at(row, 2), static_cast<int>(integer_at(row, 3)), text_at(row, 4)});
  return {};
}

AttemptRecord attempt_of(const Row& row) {
  AttemptRecord attempt;
  attempt.provider = text_at(row, 2);
  attempt.rule = text_at(row, 3);
  attempt.title = text_at(row, 4);
  attempt.seconds = real_at(row, 5);
  attempt.kept = integer_at(row, 6) != 0;
  attempt.stage = text_at(row, 7);
  attempt.reason = text_at(row, 8);
  const auto evidence = text_at(row, 9);
  for (const auto line : base::split_lines(evidence))
    attempt.evidence.emplace_back(line);
  attempt.diff = text_at(row, 10);
  attempt.commit = text_at(row, 11);
  return attempt;
}

/// The last verdict is the one that counts.
base::Result<void> read_attempts(Database& database, long long run_id, Clusters& clusters) {
  const auto rows = database.query(
      "SELECT t.cluster_id, t.id, t.provider, t.rule, t.title, t.seconds, t.kept, v.stage, v.reason, "
      "v.evidence, "
      "p.diff, p.commit_id FROM attempts t JOIN clusters c ON c.id = t.cluster_id JOIN verdicts v ON "
      "v.attempt_id = "
      "t.id AND v.id = (SELECT MAX(w.id) FROM verdicts w WHERE w.attempt_id = t.id) LEFT JOIN patches p ON "
      "p.attempt_id = t.id WHERE c.run_id = ? ORDER BY t.id",
      {run_id},
      {k_int, k_int, k_text, k_text, k_text, k_real, k_int, k_text, k_text, k_text, k_text, k_text});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows)
    clusters[integer_at(row, 0)].attempts.push_back(attempt_of(row));
  return {};
}

base::Result<void> read_calls(Database& database, RunRecord& run) {
  const auto rows =
      database.query("SELECT signature, provider, model, started, seconds, tokens_in, tokens_out, cost, "
                     "outcome FROM provider_calls WHERE run_id = ? ORDER BY id",
                     {run.id}, {k_text, k_text, k_text, k_text, k_real, k_int, k_int, k_real, k_text});
  if (!rows)
    return base::forward(rows);
  for (const auto& row : *rows)
    run.calls.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), real_at(row, 4),
                         integer_at(row, 5), integer_at(row, 6), real_at(row, 7), text_at(row, 8)});
  return {};
}

} // namespace

base::Result<std::vector<RunLine>> read_runs(Database& database, const Filter& filter) {
  const auto condition = where(filter, "r");
  const auto limit = filter.limit > 0 ? " LIMIT " + std::to_string(filter.limit) : "";
  const auto rows = database.query("SELECT r.id, r.project, r.command, r.started, r.branch, r.verdict, "
                                   "r.seconds, r.passed, r.failed, r.skipped, "
                                   "r.not_run, r.flaky, r.coverage_percent, (SELECT COUNT(*) FROM events e "
                                   "WHERE e.run_id = r.id), (SELECT "
                                   "COUNT(*) FROM clusters c WHERE c.run_id = r.id), (SELECT COUNT(*) FROM "
                                   "clusters c WHERE c.run_id = r.id AND "
                                   "c.ending = 'landed') FROM runs r " +
                                       condition.sql + " ORDER BY r.started DESC, r.id DESC" + limit,
                                   condition.parameters,
                                   {k_int, k_text, k_text, k_text, k_text, k_text, k_real, k_int, k_int,
                                    k_int, k_int, k_int, k_real, k_int, k_int, k_int});
  if (!rows)
    return base::forward(rows);
  std::vector<RunLine> lines;
  for (const auto& row : *rows)
    lines.push_back({integer_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), real_at(row, 6),
                     text_at(row, 4), text_at(row, 5), counts_at(row, 7), percent_at(row, 12),
                     static_cast<int>(integer_at(row, 13)), static_cast<int>(integer_at(row, 14)),
                     static_cast<int>(integer_at(row, 15))});
  return lines;
}

base::Result<RunRecord> read_run(Database& database, long long id) {
  auto run = read_head(database, id);
  if (!run)
    return run;
  auto clusters = read_clusters(database, id);
  if (!clusters)
    return base::forward(clusters);
  for (const auto part : {&read_asks, &read_attempts})
    if (auto read = part(database, id, *clusters); !read)
      return base::forward(read);
  for (const auto part : {&read_events, &read_calls})
    if (auto read = part(database, *run); !read)
      return base::forward(read);
  for (auto& [key, cluster] : *clusters)
    run->clusters.push_back(std::move(cluster));
  return run;
}

} // namespace aurora::history
