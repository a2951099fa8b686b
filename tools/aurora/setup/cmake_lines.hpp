#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aurora/base/error.hpp"
#include "aurora/setup/source.hpp"

namespace aurora::setup {

/// What becomes of a top-level CMakeLists.txt.
struct CMakeLines {
  std::optional<std::string>
      text;                  ///< the whole file with the lines at its end; nothing: they are there already
  bool tests_enabled = true; ///< whether the file calls enable_testing() or includes CTest
};

/// usage error for a source that cannot stand in CMake code, invalid_input for a file without project().
base::Result<CMakeLines> add_cmake_lines(std::string_view text, const Source& source);

} // namespace aurora::setup
