#pragma once

#include <string>

#include "aurora/base/error.hpp"
#include "aurora/junit/reader.hpp"

namespace aurora::bench {

/// Streams the report and writes one event a failure as NDJSON.
base::Result<junit::Summary> normalize(const std::string& report, const std::string& events);

} // namespace aurora::bench
