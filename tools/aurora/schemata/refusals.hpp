#pragma once

#include <set>
#include <string>
#include <vector>

#include "aurora/schemata/parser.hpp"
#include "aurora/schemata/render.hpp"

namespace aurora::schemata {

/// A file, the unit itself or a header, and the text that takes its place.
struct ReplacedFile {
  std::string path;
  Rendered rendered;
};

/// The candidates in rewritten files of one unit that do not make sense to the parser, which says so far
/// sooner than a compiler. Nothing when even the rest is not understood. With the unit that was parsed
/// before, what its own file includes is not read again; that changes the unit, and drops it when it can no
/// longer be used.
std::set<int> refused_candidates(const CompileCommand& command, const std::vector<ReplacedFile>& texts,
                                 ParsedUnit& unit);

} // namespace aurora::schemata
