#pragma once

#include <optional>
#include <string_view>

#include "logwatch/record.hpp"

namespace logwatch {

/// Reads `<time> <level> <service>: <message> [key=value | key="a value with \" and \\"]...`.
/// Nothing for a line of any other form.
std::optional<Record> parse_line(std::string_view line);

} // namespace logwatch
