#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exec/options.hpp"

namespace aurora::exec {

/// From now on this process and all it starts may write only below the folders, /tmp, /dev and /proc
/// (Landlock, see landlock(7)). Reading and running stay free. Fails where the kernel has it not, or not
/// switched on.
std::optional<Failure> restrict_writes(const std::vector<std::string>& writable);

} // namespace aurora::exec
