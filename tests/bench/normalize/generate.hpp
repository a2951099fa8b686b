#pragma once

#include <cstddef>
#include <string>

namespace aurora::bench {

/// Writes a report in GoogleTest's shape, about 300 bytes a case; one case in a hundred fails and one in
/// fifty is skipped. Returns whether it could be written.
bool generate_report(const std::string& path, std::size_t cases);

} // namespace aurora::bench
