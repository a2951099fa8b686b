#include <array>

#include <poll.h>
#include <unistd.h>

#include "aurora/mcp/line_buffer.hpp"
#include "aurora/version.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "mcp_reports.hpp"
#include "mcp_server.hpp"
#include "mcp_tools.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_max_mcp_message = 4UL << 20;
constexpr int k_mcp_poll_milliseconds = 200;

/// Waits for input; false at its end and when the process is told to stop.
bool read_chunk(std::array<char, 1 << 16>& buffer, std::string_view& chunk) {
  while (!sys::interrupted()) {
    pollfd event{STDIN_FILENO, POLLIN, 0};
    if (::poll(&event, 1, k_mcp_poll_milliseconds) <= 0)
      continue;
    const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    chunk = std::string_view(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    return count > 0;
  }
  return false;
}

void serve(Session& session) {
  ReportResources resources(session.paths.reports, *session.files);
  McpServer server(
      mcp::Protocol({"aurora", k_version, mcp_instructions()}, mcp_tools(), resources),
      [&session](const mcp::Call& call, const ToolPort& port) { return run_tool(call, session, port); },
      [](const std::string& line) { put(stdout, line + "\n"); });
  mcp::LineBuffer lines(k_max_mcp_message);
  std::array<char, 1 << 16> buffer{};
  for (std::string_view chunk; read_chunk(buffer, chunk);)
    for (const auto& line : lines.feed(chunk)) {
      if (line.too_long)
        server.receive_too_long(k_max_mcp_message);
      else
        server.receive(line.text);
    }
}

int run_mcp(const ProjectOptions& options) {
  const auto session = open_session(options, Locking::none);
  if (!session)
    return report_error("mcp", session.error());
  serve(**session);
  return static_cast<int>(ExitCode::done);
}

} // namespace

void add_mcp(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  add_project_options(command, *options, Wishes::none);
  command.action([options, &exit_code] { exit_code = run_mcp(*options); });
}

} // namespace aurora::cli
