#pragma once

namespace aurora::sys {

/// Seconds that the processors have spent on children of this process that have ended, with theirs, in user
/// and kernel mode.
double children_cpu_seconds();

} // namespace aurora::sys
