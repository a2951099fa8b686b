#include "logwatch/filter.hpp"

namespace logwatch {

bool LevelFilter::accepts(const Record& record) const {
  return record.level >= m_least;
}

bool ServiceFilter::accepts(const Record& record) const {
  return record.service == m_service;
}

bool TimeFilter::accepts(const Record& record) const {
  return record.time >= m_from && record.time < m_to;
}

std::vector<Record> select(const std::vector<Record>& records, const Filter* filter) {
  if (filter == nullptr)
    return records;
  std::vector<Record> selected;
  for (const auto& record : records)
    if (filter->accepts(record))
      selected.push_back(record);
  return selected;
}

} // namespace logwatch
