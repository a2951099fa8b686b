#pragma once

#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/gate/approval.hpp"
#include "aurora/heal/outcome.hpp"
#include "aurora/history/open.hpp"
#include "aurora/playbook/book.hpp"
#include "aurora/repair/provider.hpp"
#include "session.hpp"

namespace aurora::cli {

/// What a command remembers of the project (history) and has learnt from it (playbook). Nothing in here can
/// fail a command: what goes wrong is told in one line. The session outlives it.
class Memory {
public:
  /// Begins to open the history, beside what the command does meanwhile. Purpose::read: only one that is
  /// there.
  Memory(Session& session, history::Purpose purpose);

  /// Waits until no other thread works on the history any more; some read the environment.
  void settle() const;
  void remember(const heal::Snapshot& tests);
  /// The playbook learns from it as well, but in mode propose, which edits nothing.
  void remember(const heal::Outcome& healing);

  void remember(const gate::Approval& approval);
  /// Takes one of the places for proposals of the last 24 hours, of which there are `most` for everybody who
  /// shares the history; limit when all are taken. Without a history there is nothing to share.
  base::Result<void> claim(const model::Patch& patch, const std::string& branch, int most);
  void remember_url(const std::string& branch, const std::string& url);

  /// Waits until the history is open; false when there is none, or it cannot be opened.
  bool has_history() { return store() != nullptr; }
  /// What is known of the benchmarks on a setup.
  std::vector<history::BenchmarkState> benchmarks(const std::string& setup);
  void remember(const std::vector<history::BenchmarkRecord>& benchmarks);

  /// The id of the run that was remembered last; 0 without one.
  long long last_run() const { return m_last_run; }
  void remember(const history::IssueRecord& issue);
  /// Signature → number of the issues at a place.
  std::map<std::string, long long> issues(const std::string& place);

  /// Entries whose fix stands in the sources, to be compared with those after files were restored.
  std::vector<std::string> entries_in_place();
  /// What was restored takes its patch and its playbook entry back; `by` is "restore" or "canary".
  void forget(const std::vector<std::string>& files, const std::vector<std::string>& in_place_before,
              std::string_view by);

  const std::vector<playbook::Entry>& entries();
  /// Those that are likely to bring a fix soonest come first, when the settings and the history say so.
  void order(const model::Cluster& cluster, std::vector<std::unique_ptr<repair::Provider>>& providers);

private:
  history::Store* store();
  void add(const history::RunRecord& run);
  playbook::Book& book();
  void retire_reverted();
  void learn(const heal::Outcome& healing);
  void note(const std::string& what, const base::Error& error) const;

  Session& m_session;
  history::Purpose m_purpose;
  history::OpenOptions m_options;
  std::shared_future<base::Result<history::Opened>> m_opened; ///< not valid when there is to be no history
  std::future<base::Result<void>> m_backup;
  long long m_last_run = 0;
  bool m_told = false; ///< that the history cannot be opened, and what was repaired
  std::unique_ptr<playbook::Book> m_book;
  std::unique_ptr<std::vector<history::ProviderRate>> m_rates;
};

/// Where the settings keep the history, or nothing when it is switched off.
base::Result<std::optional<history::Location>> history_location(const Session& session);

/// The name under which the project is remembered.
std::string project_name(const settings::Settings& settings);

} // namespace aurora::cli
