#include "logwatch/window.hpp"

namespace logwatch {

void WindowCounter::add(const Record& record) {
  ++m_windows[start_of(record.time)];
}

int WindowCounter::count_at(Timestamp time) const {
  const auto found = m_windows.find(start_of(time));
  return found == m_windows.end() ? 0 : found->second;
}

int WindowCounter::total() const {
  int sum = 0;
  for (const auto& [start, count] : m_windows)
    sum += count;
  return sum;
}

Timestamp WindowCounter::busiest() const {
  Timestamp best = 0;
  int most = 0;
  for (const auto& [start, count] : m_windows) {
    if (count > most) {
      most = count;
      best = start;
    }
  }
  return best;
}

Timestamp WindowCounter::start_of(Timestamp time) const {
  const Timestamp start = time - time % m_width;
  return start;
}

double error_rate(const std::vector<Record>& records) {
  if (records.empty())
    return 0;
  int errors = 0;
  for (const auto& record : records)
    if (record.level == Level::error)
      ++errors;
  return static_cast<double>(errors) / static_cast<double>(records.size());
}

} // namespace logwatch
