#include "aurora/report/flaky_run.hpp"

#include <string>
#include <unordered_map>

namespace aurora::report {
namespace {

struct Doubt {
  bool all = true; ///< events are flaky
  std::string outcome;
};

using Doubts = std::unordered_map<std::string, Doubt>;

void note(const std::string& id, const model::Event& event, Doubts& doubts) {
  auto& doubt = doubts[id];
  doubt.all = doubt.all && event.flaky;
  doubt.outcome = event.outcome;
}

/// Under every name that the case of an event may have: "a::b::c#2" is one of "a", "a::b" and "a::b::c".
Doubts doubts_of(const std::vector<model::Event>& events) {
  Doubts doubts;
  for (const auto& event : events) {
    const auto id = event.test_id.substr(0, event.test_id.rfind('#'));
    for (auto at = id.find("::"); at != std::string::npos; at = id.find("::", at + 2))
      note(id.substr(0, at), event, doubts);
    note(id, event, doubts);
    if (id != event.test_id)
      note(event.test_id, event, doubts);
  }
  return doubts;
}

std::string id_of(const model::TestCase& test) {
  if (test.ctest_name.empty())
    return test.name;
  return test.name.empty() || test.name == test.ctest_name ? test.ctest_name
                                                           : test.ctest_name + "::" + test.name;
}

} // namespace

model::TestRun with_flakiness(model::TestRun run, const std::vector<model::Event>& events) {
  const auto doubts = doubts_of(events);
  for (auto& test : run.cases) {
    const auto found = doubts.find(id_of(test));
    if (test.status != model::TestStatus::failed || found == doubts.end() || !found->second.all)
      continue;
    test.status = model::TestStatus::passed;
    test.flaky = true;
    test.status_reason = found->second.outcome;
  }
  return run;
}

} // namespace aurora::report
