#pragma once

#include <string>
#include <vector>

namespace aurora::workspace {

/// The command inside bubblewrap: process table, message queues and host name of its own, ended with its
/// parent. binds are bubblewrap's options that say what of the file system is there.
std::vector<std::string> in_bubblewrap(const std::string& program, std::vector<std::string> binds,
                                       std::vector<std::string> command);

} // namespace aurora::workspace
