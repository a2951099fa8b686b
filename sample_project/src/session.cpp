#include "logwatch/session.hpp"

#include <algorithm>
#include <map>

namespace logwatch {
namespace {

std::map<std::string, std::vector<Timestamp>> times_by_user(const std::vector<Record>& records) {
  std::map<std::string, std::vector<Timestamp>> times;
  for (const auto& record : records) {
    const auto user = record.fields.find("user");
    if (user != record.fields.end())
      times[user->second].push_back(record.time);
  }
  for (auto& [user, list] : times)
    std::sort(list.begin(), list.end());
  return times;
}

} // namespace

std::vector<Session> sessions(const std::vector<Record>& records, int gap_seconds) {
  std::vector<Session> result;
  for (const auto& [user, times] : times_by_user(records)) {
    Session current{user, times.front(), times.front(), 0};
    for (const auto time : times) {
      if (time - current.last > gap_seconds) {
        result.push_back(current);
        current = Session{user, time, time, 0};
      }
      current.last = time;
      ++current.records;
    }
    result.push_back(current);
  }
  return result;
}

} // namespace logwatch
