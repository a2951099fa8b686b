#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace logwatch {

/// Seconds since 1970-01-01T00:00:00Z.
using Timestamp = std::int64_t;

/// Reads "2026-03-14T09:26:53Z"; nothing for any other form or a date that does not exist.
std::optional<Timestamp> parse_timestamp(std::string_view text);

std::string format_timestamp(Timestamp time);

} // namespace logwatch
