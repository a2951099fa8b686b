#include "logwatch/timestamp.hpp"

#include <array>
#include <cstdio>

#include "logwatch/text.hpp"

namespace logwatch {
namespace {

constexpr Timestamp k_seconds_per_day = 86400;

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && is_leap(year))
    return 29;
  return days.at(static_cast<std::size_t>(month - 1));
}

Timestamp days_since_epoch(int year, int month, int day) {
  Timestamp days = 0;
  for (int y = 1970; y < year; ++y)
    days += is_leap(y) ? 366 : 365;
  for (int m = 1; m < month; ++m)
    days += days_in_month(year, m);
  return days + day - 1;
}

bool has_separators(std::string_view text) {
  return text.size() == 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
         text[16] == ':' && text[19] == 'Z';
}

} // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (!has_separators(text))
    return std::nullopt;
  const auto year = text::to_number(text.substr(0, 4));
  const auto month = text::to_number(text.substr(5, 2));
  const auto day = text::to_number(text.substr(8, 2));
  const auto hour = text::to_number(text.substr(11, 2));
  const auto minute = text::to_number(text.substr(14, 2));
  const auto second = text::to_number(text.substr(17, 2));
  if (!year || !month || !day || !hour || !minute || !second)
    return std::nullopt;
  if (*year < 1970 || *month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month))
    return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59)
    return std::nullopt;
  return days_since_epoch(*year, *month, *day) * k_seconds_per_day + *hour * 3600 + *minute * 60 + *second;
}

std::string format_timestamp(Timestamp time) {
  auto days = time / k_seconds_per_day;
  const auto rest = static_cast<int>(time % k_seconds_per_day);
  int year = 1970;
  while (days >= (is_leap(year) ? 366 : 365)) {
    days -= is_leap(year) ? 366 : 365;
    ++year;
  }
  int month = 1;
  while (days >= days_in_month(year, month)) {
    days -= days_in_month(year, month);
    ++month;
  }
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month,
                static_cast<int>(days) + 1, rest / 3600, rest / 60 % 60, rest % 60);
  return buffer.data();
}

} // namespace logwatch
