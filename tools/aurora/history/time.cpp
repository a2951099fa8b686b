#include "aurora/history/time.hpp"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/clock.hpp"

namespace aurora::history {
namespace {

/// Seconds since the epoch.
std::optional<double> parse_time(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  double second = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%lfZ", &year, &month, &day, &hour, &minute, &second) !=
      6)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok())
    return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<double>(days) * 86400.0 + hour * 3600.0 + minute * 60.0 + second;
}

std::optional<long long> seconds_of_unit(char unit) {
  switch (unit) {
  case 'h':
    return 3600;
  case 'd':
    return 86400;
  case 'w':
    return 7 * 86400;
  default:
    return std::nullopt;
  }
}

std::optional<std::string> time_before(const std::string& now, long long seconds) {
  const auto moment = parse_time(now);
  if (!moment)
    return std::nullopt;
  const std::chrono::milliseconds since(
      static_cast<long long>((*moment - static_cast<double>(seconds)) * 1000));
  return sys::to_rfc3339(std::chrono::system_clock::time_point(since));
}

} // namespace

std::optional<double> seconds_between(const std::string& from, const std::string& to) {
  const auto begin = parse_time(from);
  const auto end = parse_time(to);
  return begin && end ? std::optional(*end - *begin) : std::nullopt;
}

std::optional<std::string> parse_moment(std::string_view text, const std::string& now) {
  if (text.size() == 10 && parse_time(std::string(text) + "T00:00:00Z"))
    return std::string(text) + "T00:00:00.000Z";
  if (parse_time(std::string(text)))
    return std::string(text);
  if (text.empty())
    return std::nullopt;
  const auto count = base::parse_integer(text.substr(0, text.size() - 1));
  const auto unit = seconds_of_unit(text.back());
  if (!count || !unit || *count < 0 || *count > 100'000)
    return std::nullopt;
  return time_before(now, *count * *unit);
}

std::string format_seconds(double seconds) {
  if (seconds < 120)
    return fmt::format("{:.1f} s", seconds);
  if (seconds < 7200)
    return fmt::format("{:.0f} min", seconds / 60);
  if (seconds < 172800)
    return fmt::format("{:.1f} h", seconds / 3600);
  return fmt::format("{:.1f} days", seconds / 86400);
}

} // namespace aurora::history
