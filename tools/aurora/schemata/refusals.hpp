#pragma once

#include <set>
#include <string>

#include "aurora/schemata/compile_command.hpp"

namespace aurora::schemata {

/// The candidates in a rewritten file that do not make sense to the parser, which says so far sooner than a
/// compiler. `path` is the file that `text` takes the place of, the unit itself or a header. Nothing when
/// even the rest is not understood.
std::set<int> refused_candidates(const CompileCommand& command, const std::string& path,
                                 const std::string& text);

} // namespace aurora::schemata
