#include "aurora/ctest/place.hpp"

namespace aurora::ctest {

Place user_tree(std::string source_dir, std::string build_dir, std::string exchange_dir,
                sys::ProcessRunner& processes) {
  return {std::move(source_dir), std::move(build_dir), std::move(exchange_dir),
          [&processes](sys::ProcessSpec spec) { return processes.run(spec); }};
}

} // namespace aurora::ctest
