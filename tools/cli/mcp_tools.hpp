#pragma once

#include <vector>

#include "aurora/mcp/tool.hpp"

namespace aurora::cli {

/// What `aurora mcp` offers. Every tool is one of the program's own commands, or reads what these wrote.
std::vector<mcp::Tool> mcp_tools();

/// For the model, once, when it connects.
const char* mcp_instructions();

} // namespace aurora::cli
