#pragma once

#include <memory>
#include <string>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

class Filter {
public:
  virtual ~Filter() = default;
  virtual bool accepts(const Record& record) const = 0;
};

class LevelFilter : public Filter {
public:
  explicit LevelFilter(Level least) : m_least(least) {}
  bool accepts(const Record& record) const override;

private:
  Level m_least;
};

class ServiceFilter : public Filter {
public:
  explicit ServiceFilter(std::string service) : m_service(std::move(service)) {}
  bool accepts(const Record& record) const override;

private:
  std::string m_service;
};

/// From `from` up to, not including, `to`.
class TimeFilter : public Filter {
public:
  TimeFilter(Timestamp from, Timestamp to) : m_from(from), m_to(to) {}
  bool accepts(const Record& record) const override;

private:
  Timestamp m_from;
  Timestamp m_to;
};

/// The records that the filter accepts; all of them when there is none.
std::vector<Record> select(const std::vector<Record>& records, const Filter* filter);

} // namespace logwatch
