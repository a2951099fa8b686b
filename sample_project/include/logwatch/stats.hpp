#pragma once

#include <string>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

/// The values of a numeric field, in the order of the records.
std::vector<int> values_of(const std::vector<Record>& records, const std::string& field);

double mean(const std::vector<int>& values);

/// Nearest-rank percentile, 0 < percent <= 100; 0 for no values.
int percentile(std::vector<int> values, int percent);

} // namespace logwatch
