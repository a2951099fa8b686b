#pragma once

#include <string>
#include <utility>

#include "logwatch/record.hpp"

namespace logwatch {

inline Record record_at(Timestamp time, Level level = Level::info, std::string service = "shop") {
  Record record;
  record.time = time;
  record.level = level;
  record.service = std::move(service);
  return record;
}

inline Record record_of_user(Timestamp time, const std::string& user) {
  auto record = record_at(time);
  record.fields["user"] = user;
  return record;
}

} // namespace logwatch
