#pragma once

#include <memory>
#include <string>

#include "aurora/repair/search/executor.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::search {

/// Programs of the product that the search needs, absolute paths.
struct Tools {
  std::string schemata;         ///< aurora-schemata
  std::string runtime_folder;   ///< folder of aurora_rt.h
  std::string preload;          ///< libaurora_preload.so
  std::string run_server;       ///< aurora-run-server
  std::string compile_commands; ///< a compile_commands.json of the project; empty: that of the build folder
  std::string trace;            ///< aurora-trace, which may be missing
};

/// Runs in a shadow: by fork servers in the programs, and one aurora-run-server for everything else. `folder`
/// lies in the shadow's exchange folder and belongs to this executor alone.
base::Result<std::unique_ptr<Executor>> make_forking_executor(workspace::Shadow& shadow, const Tools& tools,
                                                              const std::string& folder);

} // namespace aurora::repair::search
