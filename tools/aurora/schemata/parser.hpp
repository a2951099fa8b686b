#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/schemata/compile_command.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

struct ParseRequest {
  CompileCommand command;
  std::vector<std::string> wanted; ///< absolute paths: the unit itself, headers it includes
  std::string unsaved;             ///< the unit's text when it is not to be read from disk
};

/// What libclang keeps of a unit, for refused_candidates().
using ParsedUnit = std::shared_ptr<void>;

struct ParseOutcome {
  std::vector<Tree> trees;         ///< of those wanted files that the unit includes
  std::vector<std::string> errors; ///< what the parser could not make sense of
  ParsedUnit unit;
};

/// Parses one translation unit with libclang. environment: the parser crashed or is not usable.
base::Result<ParseOutcome> parse(const ParseRequest& request);

} // namespace aurora::schemata
