#include "aurora/history/run_writer.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::history {
namespace {

/// What a text may take: a log of megabytes has its place in the reports.
constexpr std::size_t k_most_bytes = 4000;
constexpr std::size_t k_most_diff_bytes = 256U << 10;

std::string cut_text(const std::string& text, std::size_t most = k_most_bytes) {
  return text.size() <= most ? text : text.substr(0, most) + "…";
}

long long number(bool value) {
  return value ? 1 : 0;
}

base::Result<long long> insert_row(Database& database, const std::string& sql, Row row) {
  const auto ids = database.query(sql + " RETURNING id", std::move(row), {Column::integer});
  if (!ids)
    return base::forward(ids);
  if (ids->empty())
    return base::fail(base::ErrorCode::io, "the database gave no id for a new row");
  return integer_at(ids->front(), 0);
}

Row run_row(const RunRecord& run) {
  const auto& counts = run.counts;
  return {run.project,
          run.command,
          run.started,
          run.ended,
          run.seconds,
          run.commit,
          run.branch,
          run.mode,
          run.verdict,
          cut_text(run.stopped_because),
          number(run.scope == Scope::all_tests),
          number(run.built),
          static_cast<long long>(counts.passed),
          static_cast<long long>(counts.failed),
          static_cast<long long>(counts.skipped),
          static_cast<long long>(counts.not_run),
          static_cast<long long>(counts.flaky),
          run.coverage_percent ? Value(*run.coverage_percent) : Value()};
}

base::Result<void> write_events(Database& database, long long run_id,
                                const std::vector<model::Event>& events) {
  std::vector<Row> rows;
  rows.reserve(events.size());
  for (const auto& event : events)
    rows.push_back({run_id, event.ts, event.signature, cut_text(event.test_id), cut_text(event.suite),
                    cut_text(event.file), static_cast<long long>(event.line),
                    std::string(model::to_string(event.category)), cut_text(event.error_class),
                    cut_text(event.message), event.outcome, number(event.flaky)});
  return database.execute_each(
      "INSERT INTO events (run_id, ts, signature, test_id, suite, file, line, category, "
      "error_class, message, outcome, flaky) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      rows);
}

base::Result<void> write_asks(Database& database, long long cluster_id, const std::vector<AskRecord>& asks) {
  std::vector<Row> rows;
  for (const auto& ask : asks)
    rows.push_back({cluster_id, ask.provider, ask.seconds, static_cast<long long>(ask.candidates),
                    cut_text(ask.problem)});
  return database.execute_each(
      "INSERT INTO asks (cluster_id, provider, seconds, candidates, problem) VALUES (?, ?, ?, ?, ?)", rows);
}

base::Result<void> write_patch(Database& database, long long attempt_id, const AttemptRecord& attempt) {
  const auto id = insert_row(database, "INSERT INTO patches (attempt_id, diff, commit_id) VALUES (?, ?, ?)",
                             {attempt_id, cut_text(attempt.diff, k_most_diff_bytes), attempt.commit});
  if (!id)
    return base::forward(id);
  std::vector<Row> rows;
  for (const auto& file : attempt.files)
    rows.push_back({*id, file});
  return database.execute_each("INSERT INTO patch_files (patch_id, path) VALUES (?, ?)", rows);
}

base::Result<void> write_attempt(Database& database, long long cluster_id, const AttemptRecord& attempt,
                                 const std::string& at) {
  const auto id = insert_row(
      database,
      "INSERT INTO attempts (cluster_id, provider, rule, title, seconds, kept) VALUES (?, ?, ?, ?, ?, ?)",
      {cluster_id, attempt.provider, cut_text(attempt.rule), cut_text(attempt.title), attempt.seconds,
       number(attempt.kept)});
  if (!id)
    return base::forward(id);
  if (auto judged = database.execute(
          "INSERT INTO verdicts (attempt_id, at, stage, reason, evidence) VALUES (?, ?, ?, ?, ?)",
          {*id, at, attempt.stage, cut_text(attempt.reason), cut_text(base::join(attempt.evidence, "\n"))});
      !judged)
    return judged;
  return attempt.diff.empty() ? base::Result<void>{} : write_patch(database, *id, attempt);
}

base::Result<void> write_cluster(Database& database, long long run_id, const ClusterRecord& cluster,
                                 const std::string& at) {
  const auto id =
      insert_row(database,
                 "INSERT INTO clusters (run_id, signature, category, title, risk, events, flaky, ending, "
                 "reason, seconds, "
                 "iteration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 {run_id, cluster.signature, cluster.category, cut_text(cluster.title), cluster.risk,
                  static_cast<long long>(cluster.events), number(cluster.flaky), cluster.ending,
                  cut_text(cluster.reason), cluster.seconds, static_cast<long long>(cluster.iteration)});
  if (!id)
    return base::forward(id);
  if (auto written = write_asks(database, *id, cluster.asks); !written)
    return written;
  for (const auto& attempt : cluster.attempts)
    if (auto written = write_attempt(database, *id, attempt, at); !written)
      return written;
  return {};
}

base::Result<void> write_calls(Database& database, long long run_id, const std::vector<ProviderCall>& calls) {
  std::vector<Row> rows;
  for (const auto& call : calls)
    rows.push_back({run_id, call.signature, call.provider, call.model, call.started, call.seconds,
                    call.tokens_in, call.tokens_out, call.cost, cut_text(call.outcome)});
  return database.execute_each(
      "INSERT INTO provider_calls (run_id, signature, provider, model, started, seconds, "
      "tokens_in, tokens_out, cost, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      rows);
}

} // namespace

base::Result<long long> write_run(Database& database, const RunRecord& run) {
  const auto id = insert_row(
      database,
      "INSERT INTO runs (project, command, started, ended, seconds, commit_id, branch, mode, verdict, "
      "stopped_because, all_tests, built, passed, failed, skipped, not_run, flaky, coverage_percent) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run_row(run));
  if (!id)
    return id;
  if (auto written = write_events(database, *id, run.events); !written)
    return base::forward(written);
  for (const auto& cluster : run.clusters)
    if (auto written = write_cluster(database, *id, cluster, run.ended); !written)
      return base::forward(written);
  if (auto written = write_calls(database, *id, run.calls); !written)
    return base::forward(written);
  return id;
}

} // namespace aurora::history
