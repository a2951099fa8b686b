#pragma once

#include <string>
#include <string_view>

#include "aurora/schemata/plan.hpp"

namespace aurora::schemata {

/// Line numbers from here on name a candidate: k_candidate_line + id.
constexpr int k_candidate_line = 1000000000;

/// The text of one file with a switch at every site. It compiles in place of the original; where no candidate is
/// selected it does what the original does. Untouched lines keep their numbers.
std::string render(const Tree& tree, const Plan& plan, int file, std::string_view runtime_header);

} // namespace aurora::schemata
