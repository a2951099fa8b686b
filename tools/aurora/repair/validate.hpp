#pragma once

#include <vector>

#include "aurora/model/finding.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/project.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair {

struct ValidateOptions {
  int max_changed_lines = 20;
  double max_size_change = 0.5;        ///< share of the file's bytes
  std::size_t small_file_bytes = 2000; ///< smaller files are exempt from max_size_change
};

/// What can be told of a patch before anything is built: size, brackets that balance as before, includes that
/// exist, indentation kept, no binary bytes. Refused when any finding is an error.
/// Secrets are the gate's business.
std::vector<model::Finding> validate(const model::Patch& patch, const model::Project& project,
                                     sys::FileSystem& files, const ValidateOptions& options = {});

} // namespace aurora::repair
