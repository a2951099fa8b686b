#pragma once

#include <string>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::model {

/// Failures with one cause.
struct Cluster {
  std::string signature;
  Category category = Category::logic;
  std::string title; ///< one line a person recognizes
  std::vector<Event> events;
  double risk = 0; ///< 0 to 1; the order in which clusters are healed
  std::vector<std::string> risk_reasons;
  bool flaky = false;
};

} // namespace aurora::model
