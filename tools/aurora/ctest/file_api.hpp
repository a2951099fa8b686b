#pragma once

#include <string>

#include "aurora/ctest/place.hpp"
#include "aurora/model/project.hpp"

namespace aurora::ctest {

struct ProjectOptions {
  std::string cmake = "cmake";
  std::string config;
};

/// Targets, compilers and one compile command a source file, from the reply of CMake's file API
/// (codemodel-v2, toolchains-v1, cache-v2) that aurora_enable() asks for. not_found when there is no reply.
base::Result<model::Project> read_file_api(const std::string& source_dir, const std::string& build_dir,
                                           const std::string& config, sys::FileSystem& files);

/// Asks for a reply by configuring again in the given place (a shadow), and reads it from there.
base::Result<model::Project> query_file_api(const Place& place, const ProjectOptions& options,
                                            sys::FileSystem& files);

/// compile_commands.json of the project, as tools that want the file expect it.
std::string compile_commands_json(const model::Project& project);

} // namespace aurora::ctest
