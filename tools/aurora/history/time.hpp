#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::history {

/// Seconds from one RFC 3339 time in UTC ("2026-01-31T13:45:06.789Z") to another; nothing when one is none.
std::optional<double> seconds_between(const std::string& from, const std::string& to);

/// A moment that a person names: "2026-01-31", an RFC 3339 time, or an age before `now` as "36h", "90d",
/// "12w". Nothing for anything else.
std::optional<std::string> parse_moment(std::string_view text, const std::string& now);

/// "12.3 s", "4 min", "2.5 h", "3.1 days".
std::string format_seconds(double seconds);

} // namespace aurora::history
