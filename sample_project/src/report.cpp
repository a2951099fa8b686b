#include "logwatch/report.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "logwatch/stats.hpp"
#include "logwatch/text.hpp"
#include "logwatch/window.hpp"

namespace logwatch {
namespace {

struct Row {
  std::string service;
  int records = 0;
  int errors = 0;
};

std::vector<Row> rows_of(const std::vector<Record>& records) {
  std::map<std::string, Row> by_service;
  for (const auto& record : records) {
    auto& row = by_service[record.service];
    row.service = record.service;
    ++row.records;
    if (record.level == Level::error)
      ++row.errors;
  }
  std::vector<Row> rows;
  for (const auto& [service, row] : by_service)
    rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& left, const Row& right) { return left.errors > right.errors; });
  return rows;
}

} // namespace

void ReportFile::write(const std::string& line) {
  m_out << line << '\n';
  m_out.flush();
}

std::vector<std::string> service_table(const std::vector<Record>& records) {
  std::vector<std::string> lines;
  for (const auto& row : rows_of(records))
    lines.push_back(text::padded(row.service, 10) + text::padded(std::to_string(row.records), 6) +
                    std::to_string(row.errors));
  return lines;
}

std::size_t save_table(const std::vector<Record>& records, const std::string& path) {
  std::ofstream out(path);
  for (const auto& line : service_table(records))
    out << line << '\n';
  out.close();
  return std::filesystem::file_size(path);
}

std::string summary(const std::vector<Record>& records) {
  WindowCounter minutes(60);
  for (const auto& record : records)
    minutes.add(record);
  const auto durations = values_of(records, "ms");
  std::ostringstream out;
  out << "records: " << records.size() << '\n'
      << "error rate: " << error_rate(records) << '\n'
      << "busiest minute: " << format_timestamp(minutes.busiest()) << '\n'
      << "median ms: " << percentile(durations, 50) << '\n';
  return out.str();
}

} // namespace logwatch
