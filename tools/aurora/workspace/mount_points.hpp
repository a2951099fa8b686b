#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::workspace {

/// The mount points in a /proc/PID/mountinfo text, as paths (proc(5): octal escapes undone).
std::vector<std::string> mount_points(std::string_view mountinfo);

/// The folders that need an overlay each so that everything below source and build is covered, outer ones
/// first: an overlay does not reach into what is mounted below it.
std::vector<std::string> overlay_roots(const std::string& source, const std::string& build,
                                       const std::vector<std::string>& mounts);

} // namespace aurora::workspace
