#pragma once

#include <map>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

/// Counts records in windows of equal width that begin at multiples of it.
class WindowCounter {
public:
  explicit WindowCounter(int width_seconds) : m_width(width_seconds) {}

  void add(const Record& record);
  int count_at(Timestamp time) const;
  int total() const;
  /// Start of the window with the most records, the earliest of several; 0 when there is none.
  Timestamp busiest() const;

private:
  Timestamp start_of(Timestamp time) const;

  int m_width;
  std::map<Timestamp, int> m_windows;
};

/// Errors among the records, 0 to 1; 0 for none at all.
double error_rate(const std::vector<Record>& records);

} // namespace logwatch
