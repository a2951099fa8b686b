#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::repair::llm {

/// Lines to be found in a file and what takes their place. No search text: a new file.
struct Edit {
  std::string file; ///< as the model names it; not checked yet
  std::string search;
  std::string replace;
  bool operator==(const Edit&) const = default;
};

struct Proposal {
  std::string explanation;
  std::vector<Edit> edits; ///< at least one
};

/// Reads search/replace blocks, unified diffs (line numbers are not relied on), or one JSON object as the
/// schema has it. invalid_input, in words that can be told to the model, for everything else: nothing is
/// guessed.
base::Result<Proposal> parse_answer(std::string_view text);

} // namespace aurora::repair::llm
