#pragma once

#include "aurora/mcp/json_value.hpp"
#include "aurora/mcp/tool.hpp"

namespace aurora::mcp {

/// A tool as tools/list describes it.
Json::Value describe(const Tool& tool);

} // namespace aurora::mcp
