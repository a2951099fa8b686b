#pragma once

#include <string_view>
#include <vector>

#include "aurora/buildlog/diagnostic.hpp"

namespace aurora::buildlog {

/// The diagnostics of `g++ -fdiagnostics-format=json` with their fix-its (GCC manual, "Diagnostic Message
/// Formatting Options"). Paths stay as printed. The arrays may stand among other text, one on a line; what is
/// not such an array is skipped, so the result is empty for a log without any.
std::vector<Diagnostic> read_gcc_json(std::string_view text);

} // namespace aurora::buildlog
