#include "aurora/heal/flaky.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "aurora/heal/compare.hpp"

namespace aurora::heal {
namespace {

using triage::Company;

constexpr std::size_t k_most_alone = 10; ///< tests that are looked at closer
constexpr double k_most_seconds = 60;    ///< of running tests again, but for one time

/// Events that another run of the same binary could contradict.
std::vector<model::Event> repeatable(const Snapshot& snapshot) {
  std::vector<model::Event> events;
  for (const auto& event : snapshot.events)
    if (!is_build_failure(event) && event.error_class != "NotRun" && !event.flaky)
      events.push_back(event);
  return events;
}

bool ends_program(const model::Event& event) {
  return event.category == model::Category::crash || event.category == model::Category::timeout ||
         event.category == model::Category::sanitizer || event.error_class == "NotRun";
}

/// What one more run said.
class Facts {
public:
  explicit Facts(const Snapshot& again) {
    for (const auto& event : again.events) {
      m_failing.insert(event.test_id);
      if (ends_program(event))
        for (auto& name : ctest_names({event}))
          m_ended.insert(std::move(name));
    }
    for (const auto& test : again.run.cases)
      if (test.status != model::TestStatus::skipped)
        m_ran.insert(test.ctest_name);
  }

  /// Whether it passed; nothing when it was not run, or its program ended before it could.
  std::optional<bool> outcome(const model::Event& event) const {
    if (m_failing.contains(event.test_id))
      return false;
    const auto names = ctest_names({event});
    const auto any_in = [&](const std::set<std::string>& set) {
      return std::ranges::any_of(names, [&](const std::string& name) { return set.contains(name); });
    };
    return any_in(m_ended) || !any_in(m_ran) ? std::nullopt : std::optional(true);
  }

private:
  std::set<std::string> m_failing; ///< test ids
  std::set<std::string> m_ended;   ///< CTest names of programs that did not get to their end
  std::set<std::string> m_ran;     ///< CTest names
};

/// Runs the failing tests in one company after the other and keeps what came of it.
class Reruns {
public:
  Reruns(Bench& bench, const ctest::Place& place, std::vector<model::Event> events)
      : m_bench(bench), m_place(place), m_events(std::move(events)) {}

  base::Result<void> run(Company company, const Selection& selection) {
    const auto again = m_bench.take(m_place, selection);
    if (!again)
      return base::forward(again);
    m_seconds += again->test_seconds;
    const Facts facts(*again);
    for (const auto& event : m_events)
      if (const auto passed = facts.outcome(event))
        m_outcomes.push_back({event.test_id, *passed, company});
    return {};
  }

  std::vector<triage::FlakinessVerdict> verdicts() const {
    return triage::judge_flakiness(m_events, m_outcomes);
  }

  /// Events of the tests that have passed at least once.
  std::vector<model::Event> flaky_events() const {
    auto events = m_events;
    triage::mark_flaky(events, verdicts());
    std::erase_if(events, [](const auto& event) { return !event.flaky; });
    return events;
  }

  /// Each kind of rerun is made once whatever it takes.
  bool has_time() const { return m_seconds < k_most_seconds; }

  bool all_flaky() const { return flaky_events().size() == m_events.size(); }
  const std::vector<model::Event>& events() const { return m_events; }

private:
  Bench& m_bench;
  const ctest::Place& m_place;
  std::vector<model::Event> m_events;
  std::vector<triage::RerunOutcome> m_outcomes;
  double m_seconds = 0;
};

base::Result<void> run_alone(Reruns& reruns, int times) {
  const auto events = reruns.flaky_events();
  for (std::size_t i = 0; i < events.size() && i < k_most_alone; ++i)
    for (int n = 0; n < times && (n == 0 || reruns.has_time()); ++n)
      if (auto ran = reruns.run(Company::alone, {ctest_names({events[i]}), true, false, true}); !ran)
        return ran;
  return {};
}

/// Only worth while when a test that failed among all others never fails without them.
bool may_depend_on_others(const Reruns& reruns) {
  return std::ranges::any_of(reruns.verdicts(), [](const triage::FlakinessVerdict& verdict) {
    return verdict.flaky && verdict.failures == 1;
  });
}

base::Result<void> run_among_others(Reruns& reruns, int times, double seconds) {
  for (int n = 0; n < times && seconds * (n + 1) <= k_most_seconds; ++n)
    if (auto ran = reruns.run(Company::together, {{}, true, false}); !ran)
      return ran;
  return seconds <= k_most_seconds / 4 ? reruns.run(Company::in_order, {{}, true, false, true})
                                       : base::Result<void>{};
}

} // namespace

base::Result<int> prove_flaky(Bench& bench, const ctest::Place& place, int reruns, Snapshot& snapshot) {
  Reruns again(bench, place, repeatable(snapshot));
  if (again.events().empty())
    return 0;
  for (int i = 0; i < reruns && !again.all_flaky() && (i == 0 || again.has_time()); ++i)
    if (auto ran = again.run(Company::failing, {ctest_names(again.events()), true, false}); !ran)
      return base::forward(ran);
  if (auto ran = run_alone(again, reruns); !ran)
    return base::forward(ran);
  if (may_depend_on_others(again))
    if (auto ran = run_among_others(again, reruns, snapshot.test_seconds); !ran)
      return base::forward(ran);
  snapshot.flakiness = again.verdicts();
  triage::mark_flaky(snapshot.events, snapshot.flakiness);
  return static_cast<int>(std::ranges::count_if(snapshot.flakiness, &triage::FlakinessVerdict::flaky));
}

int affordable_reruns(int reruns, double seconds) {
  return seconds * reruns <= k_most_seconds
             ? reruns
             : std::clamp(static_cast<int>(k_most_seconds / seconds), 1, reruns);
}

base::Result<bool> excuse_flaky(Bench& bench, const ctest::Place& place, int reruns,
                                const std::vector<std::string>& ids, Snapshot& snapshot) {
  const auto is_meant = [&](const model::Event& event) {
    return std::ranges::find(ids, event.test_id) != ids.end();
  };
  std::vector<model::Event> events;
  std::ranges::copy_if(snapshot.events, std::back_inserter(events), is_meant);
  if (reruns <= 0 || events.empty() || std::ranges::any_of(events, is_build_failure))
    return false;
  Selection selection{ctest_names(events), true, false};
  selection.until_fail = affordable_reruns(reruns, snapshot.test_seconds);
  const auto again = bench.take(place, selection);
  if (!again)
    return base::forward(again);
  const Facts facts(*again);
  const bool all_pass = std::ranges::all_of(events, [&](const model::Event& event) {
    return event.error_class != "NotRun" && facts.outcome(event).value_or(false);
  });
  if (!all_pass)
    return false;
  std::erase_if(snapshot.events, is_meant);
  for (auto& test : snapshot.run.cases)
    if (test.status == model::TestStatus::failed &&
        std::ranges::any_of(ids, [&](const auto& id) { return names_test(test.ctest_name, id); }) &&
        std::ranges::none_of(snapshot.events,
                             [&](const auto& event) { return names_test(test.ctest_name, event.test_id); })) {
      test.status = model::TestStatus::passed;
      test.flaky = true;
    }
  return true;
}

} // namespace aurora::heal
