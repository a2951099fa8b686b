#include "aurora/task/task.hpp"

#include <array>

namespace aurora::task {

std::string_view to_string(Priority priority) {
  constexpr std::array<std::string_view, 4> names{"critical", "high", "medium", "low"};
  return names.at(static_cast<std::size_t>(priority));
}

Priority priority_of(double risk) {
  if (risk >= 0.75)
    return Priority::critical;
  if (risk >= 0.5)
    return Priority::high;
  return risk >= 0.35 ? Priority::medium : Priority::low;
}

std::string_view to_string(Nature nature) {
  constexpr std::array<std::string_view, 4> names{"broken", "flaky", "quarantined", "improvement"};
  return names.at(static_cast<std::size_t>(nature));
}

} // namespace aurora::task
