#pragma once

#include <map>
#include <string>

#include "bench/repair/bug.hpp"

namespace aurora::bench {

struct Score {
  bool compiles = false;
  bool plausible = false; ///< passes every visible test
  bool correct = false;   ///< and every held-out one
};

using Texts = std::map<std::string, std::string>; ///< path → content

/// Compiles the bug's program with `patched` in place of its files, in a fresh `folder`, and runs its tests,
/// the held-out ones included. `check` is aurora-bench-check.
Score judge(const Bug& bug, const Texts& patched, const std::string& folder, const std::string& check);

} // namespace aurora::bench
