#pragma once

namespace aurora::sys {

/// Whether a written file must survive a power failure, or only a crash of the program.
enum class Durability { synced, left_to_the_kernel };

} // namespace aurora::sys
