#pragma once

#include <cstdlib>
#include <string>

namespace aurora::test {

/// aurora-exec of this build; another one when AURORA_EXEC names it (for tests that change the user).
inline std::string exec_path() {
  const char* other = std::getenv("AURORA_EXEC");
  return other != nullptr ? other : AURORA_EXEC_BUILT;
}

} // namespace aurora::test
