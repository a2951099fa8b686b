#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "aurora/model/patch.hpp"

namespace aurora::gate {

struct NumberedLine {
  int number = 0; ///< 1-based, in the new text for added lines, in the old one for removed lines
  std::string text;
};

/// What a change adds to a file and takes from it.
struct ChangedLines {
  std::vector<NumberedLine> added;
  std::vector<NumberedLine> removed;
  std::unordered_set<int> added_numbers;
  std::unordered_set<int> removed_numbers;
};

ChangedLines changed_lines(const model::FileChange& change);

} // namespace aurora::gate
