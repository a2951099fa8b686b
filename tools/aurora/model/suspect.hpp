#pragma once

#include <string>

namespace aurora::model {

/// A place that may be at fault.
struct Suspect {
  std::string file; ///< relative to the source root
  int line = 0;
  double score = 0; ///< 0 to 1
  std::string reason;
};

} // namespace aurora::model
