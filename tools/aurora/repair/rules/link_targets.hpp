#pragma once

#include <string>
#include <vector>

#include "aurora/repair/rules/rule.hpp"

namespace aurora::repair::rules {

/// The targets that a linker error may be about, likeliest first: named by the test id, by `X.dir/` or
/// `libX.a(` in the text, or by a source of theirs.
std::vector<const model::Target*> failing_targets(const Symptom& symptom);

/// "geo::area(double)" of "undefined reference to `geo::area(double)'" (ld), "undefined symbol: …" (lld,
/// mold).
std::string undefined_symbol(const Symptom& symptom);

} // namespace aurora::repair::rules
