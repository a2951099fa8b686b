#pragma once

#include <string_view>

#include "aurora/gate/policy.hpp"

namespace aurora::gate {

/// By path convention, by the policy's own globs, or by the framework that the text uses.
bool is_test_source(const Policy& policy, std::string_view path, std::string_view text);

} // namespace aurora::gate
