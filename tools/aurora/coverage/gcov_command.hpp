#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/sys/environment.hpp"

namespace aurora::coverage {

struct Compiler {
  std::string path;    ///< absolute
  std::string id;      ///< as CMake says: "GNU", "Clang", "AppleClang"
  std::string version; ///< "12.2.0"
};

/// Commands that read this compiler's data, best first: {"/usr/bin/gcov-12", "gcov-12", "gcov"} for
/// /usr/bin/g++-12, {"llvm-cov-14 gcov", …} for clang 14. Cross prefixes ("arm-linux-gnueabihf-") are kept.
std::vector<std::string> gcov_candidates(const Compiler& compiler);

/// The first candidate that is installed, as gcovr's --gcov-executable wants it. environment error, naming
/// the package, when there is none.
base::Result<std::string> gcov_command(const Compiler& compiler, const sys::Environment& environment);

} // namespace aurora::coverage
