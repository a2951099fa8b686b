#pragma once

#include <string>

#include "exec/options.hpp"

namespace aurora::exec {

/// The socket to the process that started this one. A byte from it cancels; its end means that that process
/// is gone. The outcome goes back through it: "exited N", "signalled N", "timed_out", "cancelled" or
/// "not_started ERRNO REASON".
constexpr int k_control_fd = 3;

/// Starts the command, waits for its end, the timeout or a cancellation, and leaves no descendant alive.
std::string supervise(const Options& options);

} // namespace aurora::exec
