#pragma once

#include <map>
#include <string>

#include "aurora/mcp/json_value.hpp"
#include "aurora/mcp/tool.hpp"

namespace aurora::mcp {

/// The arguments of a call as text, checked against the tool's own. invalid_input names the first that is
/// unknown, missing or wrong.
base::Result<std::map<std::string, std::string>> read_arguments(const Tool& tool, const Json::Value& given);

} // namespace aurora::mcp
