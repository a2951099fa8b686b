#pragma once

#include <string>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

/// Records of one user with no pause longer than the gap between them.
struct Session {
  std::string user;
  Timestamp first = 0;
  Timestamp last = 0;
  int records = 0;
};

/// By user, then by time. Records without a user count for nobody; they may come in any order.
std::vector<Session> sessions(const std::vector<Record>& records, int gap_seconds);

} // namespace logwatch
