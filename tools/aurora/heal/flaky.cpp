#include "aurora/heal/flaky.hpp"

#include <set>

#include "aurora/heal/compare.hpp"

namespace aurora::heal {
namespace {

/// Events that another run of the same binary could contradict.
std::vector<model::Event> repeatable(const Snapshot& snapshot) {
  std::vector<model::Event> events;
  for (const auto& event : snapshot.events)
    if (!is_build_failure(event) && event.error_class != "NotRun")
      events.push_back(event);
  return events;
}

std::set<std::string> ids_of(const std::vector<model::Event>& events) {
  std::set<std::string> ids;
  for (const auto& event : events)
    ids.insert(event.test_id);
  return ids;
}

} // namespace

base::Result<int> prove_flaky(Bench& bench, const ctest::Place& place, int reruns, Snapshot& snapshot) {
  const auto events = repeatable(snapshot);
  std::set<std::string> flaky;
  for (int i = 0; i < reruns && !events.empty() && flaky.size() < ids_of(events).size(); ++i) {
    const auto again = bench.take(place, {ctest_names(events), true, false});
    if (!again)
      return base::forward(again);
    const auto failing = ids_of(again->events);
    for (const auto& event : events)
      if (!failing.contains(event.test_id))
        flaky.insert(event.test_id);
  }
  for (auto& event : snapshot.events) {
    event.flaky = event.flaky || flaky.contains(event.test_id);
    if (event.flaky)
      event.outcome = "flaky";
  }
  return static_cast<int>(flaky.size());
}

} // namespace aurora::heal
