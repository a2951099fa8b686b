#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::heal {

/// What git says of the source folder; all empty outside a repository.
struct GitFacts {
  std::string commit;
  std::string branch;
};

GitFacts git_facts(const std::string& source_dir, sys::ProcessRunner& processes);

/// Whether no file that git knows differs from HEAD; false when git cannot tell.
bool is_unchanged(const std::string& source_dir, sys::ProcessRunner& processes);

/// Whether any of the files (relative to source_dir) differs from HEAD or is unknown to git.
base::Result<bool> has_uncommitted_changes(const std::string& source_dir,
                                           const std::vector<std::string>& files,
                                           sys::ProcessRunner& processes);

/// One commit of just these files; whatever else is staged or edited stays as it is. Returns the commit's id.
base::Result<std::string> commit_files(const std::string& source_dir, const std::vector<std::string>& files,
                                       const std::string& message, sys::ProcessRunner& processes);

/// The output of git with these arguments in source_dir; environment error with git's own words when it
/// fails.
base::Result<std::string> git_output(const std::string& source_dir, std::vector<std::string> arguments,
                                     sys::ProcessRunner& processes);

} // namespace aurora::heal
