#pragma once

namespace aurora::exec {

/// Kills and reaps every descendant of this process, which must be a child subreaper: what a killed child
/// leaves behind becomes its own child, in whatever session or group it is. Gives up after ten seconds on
/// what it has no right to kill.
void kill_descendants();

} // namespace aurora::exec
