#pragma once

#include <string_view>

namespace aurora::coverage {

/// Text of crash_flush.c, which is compiled with the user's compiler and linked into instrumented programs.
extern const std::string_view k_crash_flush_source;

} // namespace aurora::coverage
