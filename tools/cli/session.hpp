#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/coverage/delta.hpp"
#include "aurora/coverage/summary.hpp"
#include "aurora/ctest/place.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/heal/git.hpp"
#include "aurora/heal/project_bench.hpp"
#include "aurora/history/records.hpp"
#include "aurora/settings/settings.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"
#include "aurora/triage/quarantine.hpp"
#include "aurora/triage/risk.hpp"
#include "aurora/workspace/lock.hpp"
#include "aurora/workspace/workspace.hpp"
#include "console.hpp"
#include "project_options.hpp"

namespace aurora::cli {

class Memory;

/// Where a command writes below `<build>/aurora/`.
struct Paths {
  std::string root;      ///< <build>/aurora
  std::string reports;   ///< <root>/reports
  std::string patches;   ///< <reports>/patches
  std::string scratch;   ///< <root>/scratch
  std::string artifacts; ///< <root>/artifacts
};

/// Everything a command on a project works with: the machine, the settings, and the recovered tree.
struct Session {
  settings::Settings settings;
  ProjectOptions options;
  Paths paths;
  std::optional<coverage::Summary> coverage;     ///< when it was measured
  std::optional<coverage::Delta> coverage_delta; ///< against the run before
  coverage::Coverage coverage_lines;             ///< by path relative to the source root
  std::unique_ptr<sys::FileSystem> files;
  std::unique_ptr<sys::FileSystem> report_files; ///< for what can be made again: not synced to disk
  std::unique_ptr<sys::ProcessRunner> processes;
  std::shared_future<heal::GitFacts> git_facts; ///< found out while the command already works
  std::shared_future<bool> unchanged; ///< no file that git knows differs from HEAD; not valid: not asked yet
  sys::SystemClock clock;
  sys::SystemEnvironment environment;
  std::vector<triage::QuarantineEntry> quarantine; ///< of .aurora/quarantine.yml
  std::optional<triage::TriageOptions> triage;     ///< once it was asked for; see causes_of()
  std::unique_ptr<workspace::Workspace> workspace;
  std::unique_ptr<workspace::Lock> lock;    ///< held while the command runs
  std::vector<history::ProviderCall> calls; ///< of models and agents so far
  bool benchmarks_measured = false;         ///< or there are none
  std::shared_ptr<Memory> memory;           ///< of commands that remember; else null

  const heal::GitFacts& git() const { return git_facts.get(); }
  ctest::Place user_tree();
  heal::ProjectBench bench();
  base::Result<gate::Policy> policy();
  /// Diagnostics for people, on standard error in --json mode, else on standard output; nothing when quiet.
  void say(std::string_view line) const;
  /// The same for what is soon out of date: on a terminal only the last one is seen.
  void progress(std::string_view line) const;

private:
  const Console& console() const;

  mutable std::unique_ptr<Console> m_console; ///< made when the first line is said
};

enum class Locking { none, exclusive };

/// Reads the settings, takes the lock, and rolls back whatever a killed run left behind. Locking::none: takes
/// it for the rolling back alone, and goes on without where another command is at work.
base::Result<std::unique_ptr<Session>> open_session(const ProjectOptions& options, Locking locking);

/// The error of a project that registers no test: nothing could tell a fix from a fault.
tl::unexpected<base::Error> no_tests(const Session& session);

/// Prints "aurora <command>: <error>" and returns its exit code.
int report_error(std::string_view command, const base::Error& error);

} // namespace aurora::cli
