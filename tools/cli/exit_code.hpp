#pragma once

#include "aurora/base/error.hpp"

namespace aurora::cli {

/// The same for every command (formats.md, "Exit codes").
enum class ExitCode {
  done = 0,
  findings = 1,
  usage = 2,
  environment = 3,
  rolled_back = 4,
  restore_failed = 5,
  interrupted = 130
};

/// Which exit code an error that ends a command stands for.
ExitCode exit_code_of(base::ErrorCode code);

} // namespace aurora::cli
