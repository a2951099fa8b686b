#pragma once

#include <map>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::agent {

/// Path, relative to the source root, of every file → SHA-256 of its bytes, or "-> target" of a link. Without
/// the build folder and what git keeps for itself, but with git's hooks, settings and attributes: those run
/// commands.
using Inventory = std::map<std::string, std::string>;

/// As processes in the shadow see the sources.
base::Result<Inventory> take_inventory(workspace::Shadow& shadow);

/// NUL-terminated records "hash  ./path" as sha256sum writes them; invalid_input for anything else.
base::Result<Inventory> parse_inventory(std::string_view text);

/// Paths that are new, gone, or have other bytes; sorted.
std::vector<std::string> differences(const Inventory& before, const Inventory& after);

} // namespace aurora::repair::agent
