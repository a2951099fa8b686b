#pragma once

#include <map>
#include <string>
#include <vector>

#include "aurora/coverage/coverage.hpp"
#include "aurora/model/suspect.hpp"

namespace aurora::report {

struct SourceLine {
  int number = 0;
  std::string text;
  double score = 0;       ///< how suspicious, 0 to 1
  std::int64_t hits = -1; ///< how often the tests ran it; -1: not known, or no code
};

/// A piece of a file around suspicious lines.
struct SourceExcerpt {
  std::string file;
  std::vector<SourceLine> lines; ///< numbers may have gaps
};

/// The most suspicious places with a few lines around them, at most three files. `texts` holds the files as
/// they are, by path; those it lacks are left out. `covered` may be empty.
std::vector<SourceExcerpt> excerpts(const std::vector<model::Suspect>& suspects,
                                    const std::map<std::string, std::string>& texts,
                                    const coverage::Coverage& covered);

} // namespace aurora::report
