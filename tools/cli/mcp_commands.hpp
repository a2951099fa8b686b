#pragma once

#include <functional>
#include <string>

#include "aurora/mcp/tool.hpp"
#include "session.hpp"

namespace aurora::cli {

/// How a running tool talks to its caller.
struct ToolPort {
  std::function<void(const std::string&)> say; ///< a line of progress
  std::function<bool()> cancelled;
};

/// Runs one call. Whatever touches the project is a command of this very program, run as a process of its
/// own: the same lock, gate, journal and messages as on a terminal, and ended like one when the call is
/// cancelled.
mcp::ToolResult run_tool(const mcp::Call& call, Session& session, const ToolPort& port);

} // namespace aurora::cli
