#pragma once

#include <string>
#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/finding.hpp"

namespace aurora::report {

/// Findings of the gate as a SARIF 2.1.0 log (OASIS Standard, 27 March 2020).
std::string sarif(const std::vector<model::Finding>& findings);

/// Failures as a SARIF 2.1.0 log; the rule is the event's error class.
std::string sarif(const std::vector<model::Event>& events);

} // namespace aurora::report
