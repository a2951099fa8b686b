#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/event.hpp"

namespace aurora::triage {

/// A test whose failures do not count until a day.
struct QuarantineEntry {
  std::string test;  ///< CTest name or test id; `*` and `?` as in globs
  std::string until; ///< YYYY-MM-DD: the last day it holds
  std::string reason;
  int line = 0;
};

/// `.aurora/quarantine.yml`: a list of {test, until, reason} under `quarantine`. Every entry needs an expiry:
/// a quarantine without one is how tests are forgotten. invalid_input with path and line.
base::Result<std::vector<QuarantineEntry>> read_quarantine(std::string_view yaml, const std::string& path);

/// Marks the events of quarantined tests flaky, with outcome "quarantined"; returns what to tell: entries
/// that held, and those that have expired and failed again, which count.
std::vector<std::string> apply_quarantine(std::vector<model::Event>& events,
                                          const std::vector<QuarantineEntry>& entries,
                                          std::string_view today);

} // namespace aurora::triage
