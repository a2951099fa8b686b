#pragma once

#include <string>

#include "aurora/base/error.hpp"

namespace aurora::sys {

/// The Error for an errno value: its kind, and a message that says what failed, why, and what to do about it.
base::Error errno_error(int number, const std::string& action, const std::string& path);

inline tl::unexpected<base::Error> fail_errno(int number, const std::string& action,
                                              const std::string& path) {
  return tl::unexpected<base::Error>(errno_error(number, action, path));
}

} // namespace aurora::sys
