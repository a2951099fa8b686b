#pragma once

#include <string>

namespace aurora::model {

/// Why a failure happened, in words, and what could be done (feature F3).
struct Analysis {
  std::string root_cause;
  std::string suspect_file; ///< relative to the source root; empty when unknown
  int suspect_line = 0;
  std::string suggestion;
  double confidence = 0; ///< 0 to 1
};

} // namespace aurora::model
