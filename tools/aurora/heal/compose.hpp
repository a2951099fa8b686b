#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aurora/model/patch.hpp"

namespace aurora::heal {

/// One patch that does what these do, each having been made on top of those before it. A file that ends as it
/// began is left out. One patch stays as it is.
model::Patch compose(const std::vector<model::Patch>& patches);

/// Patches that were made beside each other on `texts` or on what these once were, each made anew on top of
/// those before it. Nothing where two changes touch, where a file is new or goes, or where a text is missing.
std::optional<std::vector<model::Patch>> stack(std::vector<model::Patch> patches,
                                               std::map<std::string, std::string> texts);

} // namespace aurora::heal
