#pragma once

namespace aurora::mcp {

/// How a client speaks to this server.
enum class Era {
  session,   ///< "initialize" agrees on a revision for the whole connection: up to 2025-11-25
  stateless, ///< every request names its revision: 2026-07-28
};

} // namespace aurora::mcp
