#pragma once

#include <string>

namespace aurora::benchmark {

/// "4.53 ms"; three digits in the largest unit (s, ms, us, ns) that leaves one before the point.
std::string seconds_text(double seconds);

} // namespace aurora::benchmark
