#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/mcp/era.hpp"
#include "aurora/mcp/resources.hpp"
#include "aurora/mcp/tool.hpp"

namespace aurora::mcp {

/// How the server presents itself.
struct ServerFacts {
  std::string name;
  std::string version;
  std::string instructions; ///< for the model: which tools to use in which order
};

/// What has to be done about a line of the client.
struct Reaction {
  std::vector<std::string> answers; ///< lines to send, without the newline
  std::optional<Call> call;         ///< a tool to run; answer() makes the line for its result
  std::string cancelled;            ///< id of a call that is no longer wanted
};

/// The server's side of the Model Context Protocol: JSON-RPC 2.0, one message a line. Speaks the stateless
/// revision 2026-07-28 (https://modelcontextprotocol.io/specification/2026-07-28) with whoever names it in
/// each request, and older ones (revision.cpp) with whoever begins with "initialize". Knows no pipe and no
/// process; not for several threads at once.
class Protocol {
public:
  /// The resources outlive this.
  Protocol(ServerFacts facts, std::vector<Tool> tools, Resources& resources);

  Reaction receive(std::string_view line);
  /// The line for a message that was longer than may be.
  static std::string too_long(std::size_t limit);
  /// The line for a result; nothing when the call was cancelled meanwhile: then nothing may be sent.
  std::optional<std::string> answer(const Call& call, const ToolResult& result);
  /// The line for a call that cannot be run now.
  std::optional<std::string> refuse(const Call& call, const std::string& why);
  /// The line that tells how far a call is: `step` must grow from line to line. Nothing when nobody asked for
  /// it.
  std::optional<std::string> progress(const Call& call, int step, const std::string& message) const;

private:
  class Handler;

  ServerFacts m_facts;
  std::vector<Tool> m_tools;
  Resources& m_resources;
  std::string m_revision;            ///< that "initialize" agreed on; empty: it did not happen
  std::map<std::string, Era> m_open; ///< ids of requests that wait for their result
};

} // namespace aurora::mcp
