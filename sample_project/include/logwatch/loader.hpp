#pragma once

#include <istream>
#include <string>
#include <vector>

#include "logwatch/record.hpp"

namespace logwatch {

/// What a log held.
struct Loaded {
  std::vector<Record> records;
  int skipped = 0; ///< lines that are neither empty nor records
};

Loaded load(std::istream& in);

/// Several files at once, each in a thread of its own, joined in the order of the paths. A file that cannot be read
/// counts as empty.
Loaded load_files(const std::vector<std::string>& paths);

} // namespace logwatch
