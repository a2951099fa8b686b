#pragma once

#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

/// Whether the event says that a name is not declared, as g++ or clang words it.
bool is_unknown_name(const Symptom& symptom);

/// Names that stand for something a file may see: what it declares itself and what project headers declare.
std::vector<std::string> visible_names(const Symptom& symptom);

} // namespace aurora::repair::rules
