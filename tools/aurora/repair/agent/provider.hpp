#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "aurora/repair/provider.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::agent {

/// One run of an agent, for the audit trail.
struct Run {
  std::string signature; ///< of the cluster
  std::string task;
  std::string output;  ///< both streams
  std::string outcome; ///< how the process ended
  std::vector<std::string> changed;
  double seconds = 0;
};

struct AgentOptions {
  std::string source_dir; ///< the user's: what was there before, while the agent changes the shadow's
  std::string command;    ///< a line for /bin/sh; its standard input is the task
  std::chrono::seconds timeout{600};
  int rounds = 2;                     ///< runs a cause: the second knows what became of the first
  std::uint64_t max_disk = 2UL << 30; ///< bytes that it may fill
  std::vector<std::string> writable;  ///< folders it may write to besides the shadow
  std::function<std::uint64_t(const std::string& path)> free_bytes; ///< on the file system of a path
  std::function<bool(const std::string& path)> locked;              ///< what no repair may touch
  std::function<std::string(std::string_view text)>
      masked; ///< without credentials; for all it is told and says
  std::function<void(const Run&)> record;
};

/// Runs a coding agent in the shadow and takes whatever it changed in the sources as one candidate. The
/// agent's word counts for nothing: the candidate goes through the gate, the build and the tests like any
/// other, from a fresh shadow, so that nothing else it did has any effect. Nothing it started is left
/// running.
class AgentProvider final : public Provider {
public:
  AgentProvider(workspace::Shadow& shadow, sys::Clock& clock, AgentOptions options)
      : m_shadow(shadow), m_clock(clock), m_options(std::move(options)) {}
  std::string_view name() const override { return "agent"; }
  base::Result<std::vector<model::Patch>> propose(const Context& context) override;
  bool wants_another_round() const override { return m_hopeful && m_round < m_options.rounds; }

private:
  base::Result<sys::ProcessResult> run_agent(const std::string& task);
  base::Result<std::vector<model::FileChange>> read_changes(const Context& context,
                                                            const std::vector<std::string>& paths);
  base::Result<model::FileChange> read_change(const Context& context, const std::string& path);
  bool counts(const Context& context, const model::FileChange& change) const;
  void record(const Context& context, const std::string& task, const sys::ProcessResult& result);

  workspace::Shadow& m_shadow;
  sys::Clock& m_clock;
  AgentOptions m_options;
  Run m_run;
  int m_round = 0;
  bool m_hopeful = false;
  bool m_disk_full = false;
};

} // namespace aurora::repair::agent
