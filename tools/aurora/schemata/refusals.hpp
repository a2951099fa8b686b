#pragma once

#include <set>
#include <string>

#include "aurora/schemata/parser.hpp"
#include "aurora/schemata/render.hpp"

namespace aurora::schemata {

/// The candidates in a rewritten file that do not make sense to the parser, which says so far sooner than a
/// compiler. `path` is the file that `text` takes the place of, the unit itself or a header. Nothing when
/// even the rest is not understood. With the unit that was parsed before, what the file includes is not read
/// again; that changes the unit, and drops it when it can no longer be used.
std::set<int> refused_candidates(const CompileCommand& command, const std::string& path, const Rendered& text,
                                 ParsedUnit& unit);

} // namespace aurora::schemata
