#include <set>

#include <fmt/format.h>

#include "aurora/history/benchmarks.hpp"
#include "aurora/history/issues.hpp"
#include "aurora/history/run_reader.hpp"
#include "aurora/history/run_writer.hpp"
#include "aurora/history/schema.hpp"
#include "aurora/history/sql_export.hpp"
#include "aurora/history/sql_figures.hpp"
#include "aurora/history/store.hpp"

namespace aurora::history {
namespace {

class SqlStore final : public Store {
public:
  explicit SqlStore(std::unique_ptr<Database> database) : m_database(std::move(database)) {}

  base::Result<long long> add(const RunRecord& run) override;
  base::Result<std::vector<RunLine>> runs(const Filter& filter) override {
    return read_runs(*m_database, filter);
  }
  base::Result<RunRecord> run(long long id) override { return read_run(*m_database, id); }
  base::Result<Figures> figures(const Filter& filter) override { return read_figures(*m_database, filter); }
  base::Result<std::vector<ProviderRate>> provider_rates(const std::string& project) override {
    return read_provider_rates(*m_database, project);
  }
  base::Result<std::vector<PlaybookRecord>> playbook(const std::string& project) override {
    return read_playbook(*m_database, project);
  }
  base::Result<int> mark_reverted(const std::string& project, const std::vector<std::string>& files,
                                  const std::string& by, const std::string& at) override;
  base::Result<void> add(const Approval& approval) override;
  base::Result<std::vector<Approval>> approvals(const std::string& patch_sha256,
                                                const std::string& at) override;
  base::Result<bool> claim_proposal(const Proposal& proposal, const std::string& since, int most) override;
  base::Result<void> set_url(const std::string& project, const std::string& branch,
                             const std::string& url) override {
    return m_database->execute("UPDATE proposals SET url = ? WHERE id = (SELECT MAX(id) FROM proposals WHERE "
                               "project = ? AND branch = ?)",
                               {url, project, branch});
  }
  base::Result<void> add(const IssueRecord& issue) override { return write_issue(*m_database, issue); }
  base::Result<std::vector<IssueRecord>> issues(const std::string& project,
                                                const std::string& place) override {
    return read_issues(*m_database, project, place);
  }
  base::Result<void> add_benchmarks(const std::vector<BenchmarkRecord>& benchmarks) override {
    return m_database->transaction([&] { return write_benchmarks(*m_database, benchmarks); });
  }
  base::Result<std::vector<BenchmarkState>> benchmarks(const std::string& project,
                                                       const std::string& setup) override {
    return read_benchmarks(*m_database, project, setup);
  }
  base::Result<bool> accept_benchmark(const BenchmarkKey& key, const std::string& at) override {
    return change_level(accept_newest, key, at);
  }
  base::Result<bool> withdraw_benchmark(const BenchmarkKey& key, const std::string& at) override {
    return change_level(withdraw_newest, key, at);
  }
  base::Result<void> each_row(const Filter& filter, const std::string& table,
                              const std::function<void(const Row&)>& use) override {
    return read_table(*m_database, filter, table, use);
  }
  base::Result<long long> prune(const std::string& project, const std::string& before) override;
  base::Result<void> check() override;

private:
  using LevelChange = base::Result<bool> (*)(Database&, const BenchmarkKey&, const std::string&);
  base::Result<bool> change_level(LevelChange change, const BenchmarkKey& key, const std::string& at);
  base::Result<void> lock_table(const std::string& table);
  base::Result<long long> count(const std::string& sql, Row parameters);
  base::Result<std::set<long long>> landed_attempts(const std::string& project,
                                                    const std::vector<std::string>& files);

  std::unique_ptr<Database> m_database;
};

/// In a transaction of SQLite everything is locked already.
base::Result<void> SqlStore::lock_table(const std::string& table) {
  if (m_database->dialect() == Dialect::sqlite)
    return {};
  return m_database->execute("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE", {});
}

base::Result<long long> SqlStore::count(const std::string& sql, Row parameters) {
  const auto rows = m_database->query(sql, std::move(parameters), {Column::integer});
  if (!rows)
    return base::forward(rows);
  return rows->empty() ? 0 : integer_at(rows->front(), 0);
}

base::Result<bool> SqlStore::change_level(LevelChange change, const BenchmarkKey& key,
                                          const std::string& at) {
  bool changed = false;
  auto done = m_database->transaction([&]() -> base::Result<void> {
    const auto result = change(*m_database, key, at);
    changed = result && *result;
    return result ? base::Result<void>{} : base::forward(result);
  });
  return done ? base::Result<bool>(changed) : base::forward(done);
}

base::Result<long long> SqlStore::add(const RunRecord& run) {
  long long id = 0;
  auto done = m_database->transaction([&]() -> base::Result<void> {
    // Causes are read and then written: two runs that end at once must not open the same one twice.
    if (auto locked = lock_table("causes"); !locked)
      return locked;
    const auto written = write_run(*m_database, run);
    if (!written)
      return base::forward(written);
    id = *written;
    return account_for_causes(*m_database, run);
  });
  return done ? base::Result<long long>(id) : base::forward(done);
}

/// For each file the newest attempt that landed in it and was not taken back yet.
base::Result<std::set<long long>> SqlStore::landed_attempts(const std::string& project,
                                                            const std::vector<std::string>& files) {
  std::set<long long> ids;
  for (const auto& file : files) {
    const auto rows = m_database->query(
        "SELECT MAX(t.id) FROM patch_files f JOIN patches p ON p.id = f.patch_id JOIN attempts t ON t.id = "
        "p.attempt_id JOIN clusters c ON c.id = t.cluster_id JOIN runs r ON r.id = c.run_id WHERE r.project "
        "= ? AND "
        "f.path = ? AND EXISTS (SELECT 1 FROM verdicts v WHERE v.attempt_id = t.id AND v.stage = 'landed') "
        "AND NOT "
        "EXISTS (SELECT 1 FROM verdicts v WHERE v.attempt_id = t.id AND v.stage = 'reverted')",
        {project, file}, {Column::integer});
    if (!rows)
      return base::forward(rows);
    if (!rows->empty() && !is_null(rows->front(), 0))
      ids.insert(integer_at(rows->front(), 0));
  }
  return ids;
}

base::Result<int> SqlStore::mark_reverted(const std::string& project, const std::vector<std::string>& files,
                                          const std::string& by, const std::string& at) {
  int marked = 0;
  auto done = m_database->transaction([&]() -> base::Result<void> {
    if (auto locked = lock_table("verdicts"); !locked)
      return locked;
    const auto ids = landed_attempts(project, files);
    if (!ids)
      return base::forward(ids);
    for (const auto id : *ids)
      if (auto noted =
              m_database->execute("INSERT INTO verdicts (attempt_id, at, stage, reason, evidence) VALUES "
                                  "(?, ?, 'reverted', ?, '')",
                                  {id, at, "taken back by " + by});
          !noted)
        return noted;
    marked = static_cast<int>(ids->size());
    return {};
  });
  return done ? base::Result<int>(marked) : base::forward(done);
}

base::Result<void> SqlStore::add(const Approval& approval) {
  return m_database->transaction([&]() -> base::Result<void> {
    // A second signature of the same person takes the place of the first: two keys are two people's.
    if (auto gone = m_database->execute("DELETE FROM approvals WHERE patch_sha256 = ? AND approver = ?",
                                        {approval.patch_sha256, approval.approver});
        !gone)
      return gone;
    return m_database->execute("INSERT INTO approvals (patch_sha256, approver, method, signature, signed_at, "
                               "expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                               {approval.patch_sha256, approval.approver, approval.method, approval.signature,
                                approval.signed_at, approval.expires_at});
  });
}

base::Result<std::vector<Approval>> SqlStore::approvals(const std::string& patch_sha256,
                                                        const std::string& at) {
  const std::vector<Column> columns(6, Column::text);
  const auto rows =
      m_database->query("SELECT patch_sha256, approver, method, signature, signed_at, expires_at FROM "
                        "approvals WHERE patch_sha256 = ? AND expires_at > ? ORDER BY id",
                        {patch_sha256, at}, columns);
  if (!rows)
    return base::forward(rows);
  std::vector<Approval> all;
  for (const auto& row : *rows)
    all.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), text_at(row, 4),
                   text_at(row, 5)});
  return all;
}

base::Result<bool> SqlStore::claim_proposal(const Proposal& proposal, const std::string& since, int most) {
  bool claimed = false;
  auto done = m_database->transaction([&]() -> base::Result<void> {
    if (auto locked = lock_table("proposals"); !locked)
      return locked;
    const auto taken =
        count("SELECT COUNT(*) FROM proposals WHERE project = ? AND at >= ?", {proposal.project, since});
    if (!taken)
      return base::forward(taken);
    claimed = *taken < most;
    if (!claimed)
      return {};
    return m_database->execute(
        "INSERT INTO proposals (project, at, patch_sha256, branch, url) VALUES (?, ?, ?, ?, ?)",
        {proposal.project, proposal.at, proposal.patch_sha256, proposal.branch, proposal.url});
  });
  return done ? base::Result<bool>(claimed) : base::forward(done);
}

base::Result<long long> SqlStore::prune(const std::string& project, const std::string& before) {
  const std::string of_project = project.empty() ? "" : " AND project = ?";
  Row parameters{before};
  if (!project.empty())
    parameters.emplace_back(project);
  long long pruned = 0;
  auto done = m_database->transaction([&]() -> base::Result<void> {
    const auto runs = count("SELECT COUNT(*) FROM runs WHERE started < ?" + of_project, parameters);
    if (!runs)
      return base::forward(runs);
    pruned = *runs;
    if (auto gone = m_database->execute("DELETE FROM runs WHERE started < ?" + of_project, parameters); !gone)
      return gone;
    if (auto gone = m_database->execute("DELETE FROM issues WHERE state = 'closed' AND at < ?" + of_project,
                                        parameters);
        !gone)
      return gone;
    // What later runs are compared with stays, however old it is.
    if (auto gone =
            m_database->execute("DELETE FROM benchmarks WHERE in_baseline = 0 AND at < ?" + of_project +
                                    " AND id NOT IN (SELECT benchmark_id FROM benchmark_levels)",
                                parameters);
        !gone)
      return gone;
    return m_database->execute("DELETE FROM causes WHERE closed_at < ?" + of_project, parameters);
  });
  if (done && m_database->dialect() == Dialect::sqlite)
    done = m_database->execute("VACUUM", {}); // PostgreSQL does so by itself
  return done ? base::Result<long long>(pruned) : base::forward(done);
}

base::Result<void> SqlStore::check() {
  if (m_database->dialect() == Dialect::postgresql) {
    for (const auto& table : tables())
      if (const auto rows = count("SELECT COUNT(*) FROM " + table.name, {}); !rows)
        return base::forward(rows);
    return {};
  }
  const auto rows = m_database->query("PRAGMA integrity_check(3)", {}, {Column::text});
  if (!rows)
    return base::forward(rows);
  if (rows->size() == 1 && text_at(rows->front(), 0) == "ok")
    return {};
  return base::fail(base::ErrorCode::invalid_input,
                    "the history is damaged: " + (rows->empty() ? std::string() : text_at(rows->front(), 0)));
}

} // namespace

base::Result<std::unique_ptr<Store>> make_store(std::unique_ptr<Database> database) {
  if (auto migrated = migrate(*database, newest_schema()); !migrated)
    return base::forward(migrated);
  return std::make_unique<SqlStore>(std::move(database));
}

} // namespace aurora::history
