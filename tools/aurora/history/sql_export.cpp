#include "aurora/history/sql_export.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/history/column_types.hpp"
#include "aurora/history/sql_figures.hpp"

namespace aurora::history {
namespace {

constexpr int k_page = 5000;

/// How a table hangs on the runs it belongs to, and which of its columns tells the time.
struct Joined {
  std::string table;
  std::string joins;
  std::string filtered = "r";
  std::string time = "started";
};

const std::vector<Joined>& joined_tables() {
  static const std::string to_run = " JOIN runs r ON r.id = t.run_id";
  static const std::string to_cluster =
      " JOIN clusters c ON c.id = t.cluster_id JOIN runs r ON r.id = c.run_id";
  static const std::string to_attempt = " JOIN attempts a ON a.id = t.attempt_id JOIN clusters c ON c.id = "
                                        "a.cluster_id JOIN runs r ON r.id = c.run_id";
  static const std::vector<Joined> all{{"runs", "", "t"},
                                       {"events", to_run},
                                       {"clusters", to_run},
                                       {"asks", to_cluster},
                                       {"attempts", to_cluster},
                                       {"verdicts", to_attempt},
                                       {"patches", to_attempt},
                                       {"provider_calls", to_run},
                                       {"causes", "", "t", "opened_at"},
                                       {"approvals", "", ""},
                                       {"proposals", "", "t", "at"},
                                       {"issues", "", "t", "at"},
                                       {"benchmarks", "", "t", "at"},
                                       {"benchmark_levels", "", "t", "at"}};
  return all;
}

base::Result<std::string> select_of(const std::string& name) {
  const auto table = std::ranges::find(tables(), name, &Table::name);
  if (table == tables().end())
    return base::fail(base::ErrorCode::usage, "the history has no table \"" + name + "\"");
  const auto& all = joined_tables();
  const auto joined = std::ranges::find(all, name, &Joined::table);
  return "SELECT t." + base::join(table->columns, ", t.") + " FROM " + name + " t" + joined->joins;
}

Condition page_condition(const Filter& filter, const std::string& name, long long after) {
  const auto joined = std::ranges::find(joined_tables(), name, &Joined::table);
  Condition condition;
  if (!joined->filtered.empty()) // approvals belong to patches, not to runs
    condition = where(filter, joined->filtered, joined->time);
  condition.sql += condition.sql.empty() ? " WHERE" : " AND";
  condition.sql += " t.id > ? ORDER BY t.id LIMIT " + std::to_string(k_page);
  condition.parameters.emplace_back(after);
  return condition;
}

} // namespace

const std::vector<Table>& tables() {
  static const std::vector<Table> all{
      {"runs",
       {"id", "project", "command", "started", "ended", "seconds", "commit_id", "branch", "mode", "verdict",
        "stopped_because", "all_tests", "built", "passed", "failed", "skipped", "not_run", "flaky",
        "coverage_percent"},
       {k_int, k_text, k_text, k_text, k_text, k_real, k_text, k_text, k_text, k_text, k_text, k_int, k_int,
        k_int, k_int, k_int, k_int, k_int, k_real}},
      {"events",
       {"id", "run_id", "ts", "signature", "test_id", "suite", "file", "line", "category", "error_class",
        "message", "outcome", "flaky"},
       {k_int, k_int, k_text, k_text, k_text, k_text, k_text, k_int, k_text, k_text, k_text, k_text, k_int}},
      {"clusters",
       {"id", "run_id", "signature", "category", "title", "risk", "events", "flaky", "ending", "reason",
        "seconds", "iteration"},
       {k_int, k_int, k_text, k_text, k_text, k_real, k_int, k_int, k_text, k_text, k_real, k_int}},
      {"asks",
       {"id", "cluster_id", "provider", "seconds", "candidates", "problem"},
       {k_int, k_int, k_text, k_real, k_int, k_text}},
      {"attempts",
       {"id", "cluster_id", "provider", "rule", "title", "seconds", "kept"},
       {k_int, k_int, k_text, k_text, k_text, k_real, k_int}},
      {"verdicts",
       {"id", "attempt_id", "at", "stage", "reason", "evidence"},
       {k_int, k_int, k_text, k_text, k_text, k_text}},
      {"patches", {"id", "attempt_id", "diff", "commit_id"}, {k_int, k_int, k_text, k_text}},
      {"provider_calls",
       {"id", "run_id", "signature", "provider", "model", "started", "seconds", "tokens_in", "tokens_out",
        "cost", "outcome"},
       {k_int, k_int, k_text, k_text, k_text, k_text, k_real, k_int, k_int, k_real, k_text}},
      {"causes",
       {"id", "project", "branch", "signature", "category", "title", "opened_at", "seen_at", "closed_at",
        "closed_by", "open_seconds", "recurrence"},
       {k_int, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_real, k_int}},
      {"approvals",
       {"id", "patch_sha256", "approver", "method", "signature", "signed_at", "expires_at"},
       {k_int, k_text, k_text, k_text, k_text, k_text, k_text}},
      {"proposals",
       {"id", "project", "at", "patch_sha256", "branch", "url"},
       {k_int, k_text, k_text, k_text, k_text, k_text}},
      {"issues",
       {"id", "project", "place", "signature", "number", "url", "state", "at", "commit_id", "reason"},
       {k_int, k_text, k_text, k_text, k_int, k_text, k_text, k_text, k_text, k_text}},
      {"benchmarks",
       {"id", "project", "setup", "name", "at", "commit_id", "samples", "finding", "level_id", "in_baseline"},
       {k_int, k_text, k_text, k_text, k_text, k_text, k_text, k_text, k_int, k_int}},
      {"benchmark_levels",
       {"id", "project", "setup", "name", "at", "benchmark_id", "withdrawn_at"},
       {k_int, k_text, k_text, k_text, k_text, k_int, k_text}}};
  return all;
}

base::Result<void> read_table(Database& database, const Filter& filter, const std::string& table,
                              const std::function<void(const Row&)>& use) {
  const auto select = select_of(table);
  if (!select)
    return base::forward(select);
  const auto types = std::ranges::find(tables(), table, &Table::name)->types;
  for (long long after = 0;;) {
    const auto condition = page_condition(filter, table, after);
    const auto rows = database.query(*select + " " + condition.sql, condition.parameters, types);
    if (!rows)
      return base::forward(rows);
    for (const auto& row : *rows)
      use(row);
    if (rows->size() < k_page)
      return {};
    after = integer_at(rows->back(), 0);
  }
}

} // namespace aurora::history
