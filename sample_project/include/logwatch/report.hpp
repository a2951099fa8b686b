#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

/// Appends lines to a file; every line is in the file when write() returns.
class ReportFile {
public:
  explicit ReportFile(const std::string& path) : m_out(path) {}
  void write(const std::string& line);

private:
  std::ofstream m_out;
};

/// A table of services with their records and errors, the one with the most errors first.
std::vector<std::string> service_table(const std::vector<Record>& records);

/// Writes the table to a file and gives back how many bytes the file has then.
std::size_t save_table(const std::vector<Record>& records, const std::string& path);

std::string summary(const std::vector<Record>& records);

} // namespace logwatch
