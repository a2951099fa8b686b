#pragma once

#include <string>
#include <vector>

#include "aurora/schemata/compile_command.hpp"
#include "aurora/schemata/plan.hpp"
#include "aurora/schemata/render.hpp"

namespace aurora::schemata {

/// One rewritten file as candidates.json names it.
struct RewrittenFile {
  std::string path;      ///< relative to the source root
  std::string rewritten; ///< relative to the output folder
  std::vector<Wrapping> wrappings;
};

/// candidates.json (aurora.candidates/1); `headers_shown_by`: units whose compiling tells of errors in
/// headers.
std::string to_json(const Plan& plan, const std::vector<RewrittenFile>& files,
                    const std::vector<CompileCommand>& headers_shown_by,
                    const std::vector<std::string>& notes);

} // namespace aurora::schemata
