#include "aurora/history/database.hpp"

namespace aurora::history {

base::Result<std::unique_ptr<Database>> connect(const DatabaseOptions& /*options*/) {
  return base::fail(base::ErrorCode::unsupported,
                    "this build of Aurora has no database library; install SOCI (Debian: apt-get install "
                    "libsoci-dev) and build it again");
}

} // namespace aurora::history
