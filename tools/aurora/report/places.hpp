#pragma once

#include <string>
#include <vector>

#include "aurora/model/suspect.hpp"

namespace aurora::report {

/// Neighbouring lines of a file that are equally suspicious for the same reason.
struct Place {
  std::string file; ///< relative to the source root
  int line = 0;
  int last_line = 0;
  double score = 0; ///< 0 to 1
  std::string reason;
};

/// The suspects with neighbours put together, most suspicious first as they came: what stands in one straight
/// piece of code cannot be told apart and is one place to look at.
std::vector<Place> places(const std::vector<model::Suspect>& suspects);

} // namespace aurora::report
