#pragma once

#include <string>

#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

/// "const " before a parameter (0 is the first) in every declaration and definition of a function; no edits
/// when that is not to be found. name may be qualified.
Proposal add_const_to_parameter(const Symptom& symptom, const std::string& name, std::size_t index);

} // namespace aurora::repair::rules
