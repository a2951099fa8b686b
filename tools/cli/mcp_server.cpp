#include "mcp_server.hpp"

#include <exception>

namespace aurora::cli {

McpServer::McpServer(mcp::Protocol protocol, Run run, Send send)
    : m_protocol(std::move(protocol)), m_run(std::move(run)), m_send(std::move(send)),
      m_worker([this] { work(); }) {}

McpServer::~McpServer() {
  {
    const std::lock_guard lock(m_mutex);
    m_ending = true;
    for (auto& job : m_jobs)
      *job.cancelled = true;
  }
  m_changed.notify_all();
  m_worker.join();
}

void McpServer::receive(const std::string& line) {
  const std::lock_guard lock(m_mutex);
  auto reaction = m_protocol.receive(line);
  for (const auto& answer : reaction.answers)
    m_send(answer);
  if (!reaction.cancelled.empty())
    cancel(reaction.cancelled);
  if (!reaction.call)
    return;
  m_jobs.push_back({std::move(*reaction.call)});
  m_changed.notify_all();
}

void McpServer::receive_too_long(std::size_t limit) {
  const std::lock_guard lock(m_mutex);
  m_send(mcp::Protocol::too_long(limit));
}

void McpServer::cancel(const std::string& id) {
  for (auto& job : m_jobs)
    if (job.call.id == id)
      *job.cancelled = true;
}

void McpServer::work() {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_changed.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
    if (m_ending)
      return;
    const auto job = m_jobs.front();
    lock.unlock();
    if (!*job.cancelled)
      run_job(job);
    lock.lock();
    m_jobs.pop_front();
  }
}

void McpServer::run_job(const Job& job) {
  std::optional<std::string> line;
  int step = 0;
  const ToolPort port{[&](const std::string& message) { tell_progress(job.call, ++step, message); },
                      [&job] { return job.cancelled->load(); }};
  try {
    const auto result = m_run(job.call, port);
    const std::lock_guard lock(m_mutex);
    line = m_protocol.answer(job.call, result);
    if (line && !m_ending)
      m_send(*line);
  } catch (const std::exception& error) {
    const std::lock_guard lock(m_mutex);
    line = m_protocol.refuse(job.call, std::string("internal error: ") + error.what());
    if (line)
      m_send(*line);
  }
}

void McpServer::tell_progress(const mcp::Call& call, int step, const std::string& message) {
  const std::lock_guard lock(m_mutex);
  if (const auto line = m_protocol.progress(call, step, message))
    m_send(*line);
}

} // namespace aurora::cli
