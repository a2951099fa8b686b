#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "logwatch/timestamp.hpp"

namespace logwatch {

enum class Level { debug, info, warn, error };

std::string_view to_string(Level level);
std::optional<Level> parse_level(std::string_view text);

/// One line of a log.
struct Record {
  Timestamp time = 0;
  Level level = Level::info;
  std::string service;
  std::string message;
  std::map<std::string, std::string> fields;
};

/// A field as a number, or nothing when it is missing or something else.
std::optional<int> number_field(const Record& record, const std::string& name);

} // namespace logwatch
