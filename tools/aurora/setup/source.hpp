#pragma once

#include <string>

namespace aurora::setup {

/// Where a project gets Aurora from.
struct Source {
  std::string repository; ///< a git URL; empty: whatever find_package finds
  std::string tag = "main";
};

} // namespace aurora::setup
