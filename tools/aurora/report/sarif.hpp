#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/finding.hpp"

namespace aurora::report {

/// SARIF 2.1.0 (OASIS Standard, 2020) of the gate's findings.
void write_sarif(std::ostream& out, const std::vector<model::Finding>& findings,
                 const std::string& tool_version);

/// The same of failures: rule id is the error class, the fingerprint is the signature.
void write_sarif(std::ostream& out, const std::vector<model::Event>& events, const std::string& tool_version);

} // namespace aurora::report
