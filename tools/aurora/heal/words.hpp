#pragma once

#include <string>
#include <vector>

#include "aurora/heal/bench.hpp"
#include "aurora/heal/outcome.hpp"

namespace aurora::heal {

/// The first few names, and how many more there are.
std::string list_some(const std::vector<std::string>& names);

int passed_tests(const Snapshot& snapshot);

/// "12 of 13 tests pass in the shadow"
std::string pass_count(const Snapshot& snapshot, std::string_view where);

void reject(Attempt& attempt, model::Stage stage, std::string reason);

} // namespace aurora::heal
