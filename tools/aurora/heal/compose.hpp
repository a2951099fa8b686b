#pragma once

#include <vector>

#include "aurora/model/patch.hpp"

namespace aurora::heal {

/// One patch that does what these do, each having been made on top of those before it. A file that ends as it
/// began is left out. One patch stays as it is.
model::Patch compose(const std::vector<model::Patch>& patches);

} // namespace aurora::heal
