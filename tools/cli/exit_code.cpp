#include "exit_code.hpp"

namespace aurora::cli {

ExitCode exit_code_of(base::ErrorCode code) {
  switch (code) {
  case base::ErrorCode::usage:
    return ExitCode::usage;
  case base::ErrorCode::cancelled:
    return ExitCode::interrupted;
  default:
    return ExitCode::environment;
  }
}

} // namespace aurora::cli
