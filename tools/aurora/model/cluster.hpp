#pragma once

#include <string>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::model {

/// Failures with one cause.
struct Cluster {
  std::string signature; ///< of the first failure
  Category category = Category::logic;
  std::string title; ///< one line a person recognizes
  std::vector<Event> events;
  double risk = 0; ///< 0 to 1; the order in which clusters are healed
  std::vector<std::string> risk_reasons;
  bool flaky = false;
  std::vector<std::string> signatures{}; ///< all that were put together here, its own first
  std::string first_seen{};              ///< RFC 3339; empty when no earlier run is known
};

} // namespace aurora::model
