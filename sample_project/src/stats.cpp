#include "logwatch/stats.hpp"

#include <algorithm>

namespace logwatch {

std::vector<int> values_of(const std::vector<Record>& records, const std::string& field) {
  std::vector<int> values;
  for (const auto& record : records)
    if (const auto value = number_field(record, field))
      values.push_back(*value);
  return values;
}

double mean(const std::vector<int>& values) {
  if (values.empty())
    return 0;
  double sum = 0;
  for (const int value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

int percentile(std::vector<int> values, int percent) {
  if (values.empty())
    return 0;
  std::sort(values.begin(), values.end());
  const auto count = static_cast<int>(values.size());
  const int rank = (percent * count + 99) / 100;
  return values[static_cast<std::size_t>(rank - 1)];
}

} // namespace logwatch
