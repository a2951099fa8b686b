#pragma once

#include <optional>

#include "exec/options.hpp"

namespace aurora::exec {

/// Moves this process into a mount namespace of its own (through a user namespace when it has no right to one
/// otherwise), lays the overlays and, if asked, makes everything else read-only. Needs /proc.
std::optional<Failure> enter_mounts(const Options& options);

} // namespace aurora::exec
