#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "aurora/mcp/protocol.hpp"
#include "mcp_commands.hpp"

namespace aurora::cli {

/// Answers at once what needs no work, and runs tools one after the other on a thread of its own: commands on
/// a project exclude each other anyway, and a cancellation must be heard while one runs.
class McpServer {
public:
  using Run = std::function<mcp::ToolResult(const mcp::Call&, const ToolPort&)>;
  using Send = std::function<void(const std::string&)>;

  /// `send` gets a line without its newline, never two at a time.
  McpServer(mcp::Protocol protocol, Run run, Send send);
  McpServer(const McpServer&) = delete;
  McpServer& operator=(const McpServer&) = delete;
  /// Cancels what runs, and waits for it.
  ~McpServer();

  void receive(const std::string& line);
  void receive_too_long(std::size_t limit);

private:
  struct Job {
    mcp::Call call;
    std::shared_ptr<std::atomic<bool>> cancelled = std::make_shared<std::atomic<bool>>(false);
  };

  void work();
  void run_job(const Job& job);
  void tell_progress(const mcp::Call& call, int step, const std::string& message);
  void cancel(const std::string& id);

  mcp::Protocol m_protocol;
  Run m_run;
  Send m_send;
  std::mutex m_mutex; ///< over everything below, the protocol and sending
  std::condition_variable m_changed;
  std::deque<Job> m_jobs; ///< the first one is running
  bool m_ending = false;
  std::thread m_worker;
};

} // namespace aurora::cli
