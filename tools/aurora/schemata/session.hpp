#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/schemata/generate.hpp"

namespace aurora::schemata {

struct SessionOptions {
  std::string compile_commands; ///< path of compile_commands.json
  std::string source_dir;
  std::string out;                                 ///< folder for candidates.json and src/
  std::string runtime;                             ///< folder of aurora_rt.h
  std::vector<std::string> files;                  ///< absolute or relative to source_dir
  std::vector<std::string> units;                  ///< relative like them: where headers are looked for first
  std::map<std::string, std::vector<Focus>> focus; ///< by file as in `files`; a file without an entry is open
  std::vector<std::string> test_literals;
  std::size_t max_candidates = 20000;
};

struct SessionResult {
  std::size_t files = 0;
  std::size_t sites = 0;
  std::size_t candidates = 0;
  std::vector<std::string> notes; ///< files that could not be taken, in words
};

/// Parses, proposes, writes. not_found when none of the files is compiled by anything in the database.
base::Result<SessionResult> run_session(const SessionOptions& options);

} // namespace aurora::schemata
