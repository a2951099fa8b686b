#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/history/database.hpp"
#include "aurora/history/figures.hpp"
#include "aurora/history/records.hpp"

namespace aurora::history {

/// A table as `aurora history export` writes it.
struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<Column> types;
};

/// What Aurora remembers of a project, or of all projects of a team. Every change is one transaction.
class Store {
public:
  virtual ~Store() = default;

  /// Writes a run with all that belongs to it, and keeps the account of open causes. Returns its id.
  virtual base::Result<long long> add(const RunRecord& run) = 0;
  virtual base::Result<std::vector<RunLine>> runs(const Filter& filter) = 0; ///< newest first
  virtual base::Result<RunRecord> run(long long id) = 0;                     ///< not_found
  virtual base::Result<Figures> figures(const Filter& filter) = 0;
  virtual base::Result<std::vector<ProviderRate>> provider_rates(const std::string& project) = 0;
  virtual base::Result<std::vector<PlaybookRecord>> playbook(const std::string& project) = 0;

  /// The newest landed patch of the project that changed one of the files is taken back, by what the text
  /// says
  /// ("restore", "canary"). Returns how many patches that were.
  virtual base::Result<int> mark_reverted(const std::string& project, const std::vector<std::string>& files,
                                          const std::string& by, const std::string& at) = 0;

  virtual base::Result<void> add(const Approval& approval) = 0;
  /// Those that have not expired at a time.
  virtual base::Result<std::vector<Approval>> approvals(const std::string& patch_sha256,
                                                        const std::string& at) = 0;
  /// Takes one of the `most` places for proposals since a time; false when all are taken. Two processes that
  /// ask at once never get more together.
  virtual base::Result<bool> claim_proposal(const Proposal& proposal, const std::string& since, int most) = 0;

  /// Where the newest proposal of a branch can be seen.
  virtual base::Result<void> set_url(const std::string& project, const std::string& branch,
                                     const std::string& url) = 0;

  /// Takes the place of what was known of this signature at this place.
  virtual base::Result<void> add(const IssueRecord& issue) = 0;
  virtual base::Result<std::vector<IssueRecord>> issues(const std::string& project,
                                                        const std::string& place) = 0;

  virtual base::Result<void> add_benchmarks(const std::vector<BenchmarkRecord>& benchmarks) = 0;
  /// By name.
  virtual base::Result<std::vector<BenchmarkState>> benchmarks(const std::string& project,
                                                               const std::string& setup) = 0;
  /// The newest measurement of a benchmark becomes the level that later ones are compared with; false when it
  /// is already. not_found for a benchmark that was never measured.
  virtual base::Result<bool> accept_benchmark(const BenchmarkKey& key, const std::string& at) = 0;
  /// Takes the newest acceptance back, so that the level before it holds again; false when there is none.
  virtual base::Result<bool> withdraw_benchmark(const BenchmarkKey& key, const std::string& at) = 0;

  /// Every row of every table of the filter's runs, in a stable order.
  virtual base::Result<void> each_row(const Filter& filter, const std::string& table,
                                      const std::function<void(const Row&)>& use) = 0;
  /// Forgets the runs of a project (empty: of all) that began before a time, with all that belongs to them.
  /// Returns how many.
  virtual base::Result<long long> prune(const std::string& project, const std::string& before) = 0;
  /// Looks through the whole of it; invalid_input names the damage.
  virtual base::Result<void> check() = 0;
};

/// The tables that can be exported.
const std::vector<Table>& tables();

/// A store over a connection; brings the schema to the newest version first (forward only). unsupported for
/// one that a newer Aurora made.
base::Result<std::unique_ptr<Store>> make_store(std::unique_ptr<Database> database);

} // namespace aurora::history
