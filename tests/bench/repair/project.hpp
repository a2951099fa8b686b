#pragma once

#include <string>

#include "aurora/base/error.hpp"
#include "bench/repair/bug.hpp"

namespace aurora::bench {

/// Writes the faulty program with its visible tests as a CMake project into `folder`: one CTest test per
/// case. `check` is the path of aurora-bench-check.
base::Result<void> write_project(const Bug& bug, const std::string& folder, const std::string& check);

void write_text(const std::string& path, const std::string& text);

} // namespace aurora::bench
