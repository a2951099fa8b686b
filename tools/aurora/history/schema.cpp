#include "aurora/history/schema.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::history {
namespace {

// What a version has once been released with is never edited: a change is a new version.
// {id}, {int} and {real} are spelled by the dialect; times are RFC 3339 in UTC, which sort as texts.
constexpr std::array<std::string_view, 4> k_migrations{
    // 1: runs and what belongs to them
    R"sql(
CREATE TABLE runs (id {id}, project TEXT NOT NULL, command TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL,
  seconds {real} NOT NULL, commit_id TEXT NOT NULL, branch TEXT NOT NULL, mode TEXT NOT NULL, verdict TEXT NOT NULL,
  stopped_because TEXT NOT NULL, all_tests {int} NOT NULL, built {int} NOT NULL, passed {int} NOT NULL,
  failed {int} NOT NULL, skipped {int} NOT NULL, not_run {int} NOT NULL, flaky {int} NOT NULL, coverage_percent {real});
CREATE INDEX runs_by_project ON runs (project, started);
CREATE INDEX runs_by_time ON runs (started);
CREATE TABLE events (id {id}, run_id {int} NOT NULL REFERENCES runs (id) ON DELETE CASCADE, ts TEXT NOT NULL,
  signature TEXT NOT NULL, test_id TEXT NOT NULL, suite TEXT NOT NULL, file TEXT NOT NULL, line {int} NOT NULL,
  category TEXT NOT NULL, error_class TEXT NOT NULL, message TEXT NOT NULL, outcome TEXT NOT NULL, flaky {int} NOT NULL);
CREATE INDEX events_by_run ON events (run_id);
CREATE TABLE clusters (id {id}, run_id {int} NOT NULL REFERENCES runs (id) ON DELETE CASCADE, signature TEXT NOT NULL,
  category TEXT NOT NULL, title TEXT NOT NULL, risk {real} NOT NULL, events {int} NOT NULL, flaky {int} NOT NULL,
  ending TEXT NOT NULL, reason TEXT NOT NULL, seconds {real} NOT NULL, iteration {int} NOT NULL);
CREATE INDEX clusters_by_run ON clusters (run_id);
CREATE TABLE asks (id {id}, cluster_id {int} NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
  provider TEXT NOT NULL, seconds {real} NOT NULL, candidates {int} NOT NULL, problem TEXT NOT NULL);
CREATE INDEX asks_by_cluster ON asks (cluster_id);
CREATE TABLE attempts (id {id}, cluster_id {int} NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
  provider TEXT NOT NULL, rule TEXT NOT NULL, title TEXT NOT NULL, seconds {real} NOT NULL, kept {int} NOT NULL);
CREATE INDEX attempts_by_cluster ON attempts (cluster_id);
CREATE TABLE patches (id {id}, attempt_id {int} NOT NULL REFERENCES attempts (id) ON DELETE CASCADE, diff TEXT NOT NULL,
  commit_id TEXT NOT NULL);
CREATE INDEX patches_by_attempt ON patches (attempt_id);
CREATE TABLE patch_files (patch_id {int} NOT NULL REFERENCES patches (id) ON DELETE CASCADE, path TEXT NOT NULL);
CREATE INDEX patch_files_by_patch ON patch_files (patch_id);
CREATE TABLE verdicts (id {id}, attempt_id {int} NOT NULL REFERENCES attempts (id) ON DELETE CASCADE, at TEXT NOT NULL,
  stage TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX verdicts_by_attempt ON verdicts (attempt_id);
CREATE TABLE provider_calls (id {id}, run_id {int} NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  signature TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, started TEXT NOT NULL, seconds {real} NOT NULL,
  tokens_in {int} NOT NULL, tokens_out {int} NOT NULL, cost {real} NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX provider_calls_by_run ON provider_calls (run_id);
CREATE TABLE approvals (id {id}, patch_sha256 TEXT NOT NULL, approver TEXT NOT NULL, method TEXT NOT NULL,
  signature TEXT NOT NULL, signed_at TEXT NOT NULL, expires_at TEXT NOT NULL, UNIQUE (patch_sha256, approver));
CREATE TABLE proposals (id {id}, project TEXT NOT NULL, at TEXT NOT NULL, patch_sha256 TEXT NOT NULL,
  branch TEXT NOT NULL, url TEXT NOT NULL);
CREATE INDEX proposals_by_project ON proposals (project, at);
)sql",
    // 2: causes over many runs, begun with those that are red in the newest run of each branch
    R"sql(
CREATE TABLE causes (id {id}, project TEXT NOT NULL, branch TEXT NOT NULL, signature TEXT NOT NULL,
  category TEXT NOT NULL, title TEXT NOT NULL, opened_at TEXT NOT NULL, seen_at TEXT NOT NULL, closed_at TEXT,
  closed_by TEXT, open_seconds {real}, recurrence {int} NOT NULL);
CREATE INDEX causes_by_signature ON causes (project, branch, signature);
CREATE INDEX causes_by_time ON causes (project, opened_at);
INSERT INTO causes (project, branch, signature, category, title, opened_at, seen_at, recurrence)
  SELECT r.project, r.branch, c.signature, MIN(c.category), MIN(c.title), MIN(r.started), MIN(r.started), 0
  FROM clusters c JOIN runs r ON r.id = c.run_id
  WHERE c.flaky = 0 AND c.ending <> 'landed' AND r.id IN (SELECT MAX(id) FROM runs GROUP BY project, branch)
  GROUP BY r.project, r.branch, c.signature;
)sql",
    // 3: issues that are kept at a forge
    R"sql(
CREATE TABLE issues (id {id}, project TEXT NOT NULL, place TEXT NOT NULL, signature TEXT NOT NULL, number {int} NOT NULL,
  url TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, commit_id TEXT NOT NULL, reason TEXT NOT NULL,
  UNIQUE (project, place, signature));
CREATE INDEX issues_by_time ON issues (project, at);
)sql",
    // 4: what benchmarks measured, and the levels that people accepted
    R"sql(
CREATE TABLE benchmarks (id {id}, project TEXT NOT NULL, setup TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
  commit_id TEXT NOT NULL, samples TEXT NOT NULL, finding TEXT NOT NULL, level_id {int} NOT NULL,
  in_baseline {int} NOT NULL);
CREATE INDEX benchmarks_by_name ON benchmarks (project, setup, name);
CREATE TABLE benchmark_levels (id {id}, project TEXT NOT NULL, setup TEXT NOT NULL, name TEXT NOT NULL,
  at TEXT NOT NULL, benchmark_id {int} NOT NULL, withdrawn_at TEXT);
CREATE INDEX benchmark_levels_by_name ON benchmark_levels (project, setup, name);
)sql"};

std::string in_dialect(std::string_view sql, Dialect dialect) {
  const bool sqlite = dialect == Dialect::sqlite;
  auto out = base::replace_all(std::string(sql), "{id}",
                               sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT"
                                      : "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
  out = base::replace_all(std::move(out), "{int}", sqlite ? "INTEGER" : "BIGINT");
  return base::replace_all(std::move(out), "{real}", sqlite ? "REAL" : "DOUBLE PRECISION");
}

base::Result<bool> has_version_table(Database& database) {
  const auto* sql =
      database.dialect() == Dialect::sqlite
          ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"
          : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND "
            "table_name = 'schema_version'";
  const auto rows = database.query(sql, {}, {Column::integer});
  if (!rows)
    return base::forward(rows);
  return !rows->empty() && integer_at(rows->front(), 0) > 0;
}

base::Result<void> execute_all(Database& database, const std::vector<std::string>& statements) {
  for (const auto& sql : statements)
    if (auto done = database.execute(sql, {}); !done)
      return done;
  return {};
}

base::Result<void> check_not_newer(int version, int to) {
  if (version <= to)
    return {};
  return base::fail(
      base::ErrorCode::unsupported,
      fmt::format("the history has schema version {}, this Aurora reads up to {}; use the newer "
                  "Aurora that wrote it",
                  version, to));
}

/// In a transaction: nobody else changes the schema meanwhile.
base::Result<void> go_forward(Database& database, int to) {
  // SQLite's BEGIN IMMEDIATE has the lock already. The number only has to be the same in every Aurora.
  if (database.dialect() == Dialect::postgresql)
    if (auto locked = database.execute("SELECT pg_advisory_xact_lock(4920117310)", {}); !locked)
      return locked;
  const auto version = schema_version(database);
  if (!version)
    return base::forward(version);
  if (auto fits = check_not_newer(*version, to); !fits)
    return fits;
  if (*version == 0)
    if (auto made = execute_all(database, {"CREATE TABLE schema_version (version " +
                                               in_dialect("{int}", database.dialect()) + " NOT NULL)",
                                           "INSERT INTO schema_version (version) VALUES (0)"});
        !made)
      return made;
  for (int next = *version + 1; next <= to; ++next)
    if (auto done = execute_all(database, migration(next, database.dialect())); !done)
      return done;
  return database.execute("UPDATE schema_version SET version = ?", {static_cast<long long>(to)});
}

} // namespace

std::vector<std::string> migration(int to, Dialect dialect) {
  std::vector<std::string> statements;
  const auto sql = in_dialect(k_migrations.at(static_cast<std::size_t>(to) - 1), dialect);
  for (const auto part : base::split(sql, ';'))
    if (const auto statement = base::trim(part); !statement.empty())
      statements.emplace_back(statement);
  return statements;
}

int newest_schema() {
  return static_cast<int>(k_migrations.size());
}

base::Result<int> schema_version(Database& database) {
  const auto known = has_version_table(database);
  if (!known)
    return base::forward(known);
  if (!*known)
    return 0;
  const auto rows = database.query("SELECT version FROM schema_version", {}, {Column::integer});
  if (!rows)
    return base::forward(rows);
  return rows->empty() ? 0 : static_cast<int>(integer_at(rows->front(), 0));
}

base::Result<void> migrate(Database& database, int to) {
  const auto version = schema_version(database);
  if (!version)
    return base::forward(version);
  if (*version == to)
    return {};
  if (auto fits = check_not_newer(*version, to); !fits)
    return fits;
  return database.transaction([&] { return go_forward(database, to); });
}

} // namespace aurora::history
