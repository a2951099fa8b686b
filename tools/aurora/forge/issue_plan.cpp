#include "aurora/forge/issue_plan.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/issue_text.hpp"

namespace aurora::forge {
namespace {

/// Of a cause with thousands of failing tests; a body has its limits.
constexpr std::size_t k_most_marked = 100;

struct Known {
  const TrackedIssue* issue = nullptr;
  Marker marker;
  bool taken = false; ///< by a task, or settled otherwise
};

bool share(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::ranges::any_of(left,
                             [&](const auto& one) { return std::ranges::find(right, one) != right.end(); });
}

std::vector<std::string> test_keys(const std::vector<std::string>& tests) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < tests.size() && i < k_most_marked; ++i)
    keys.push_back(short_key(tests[i]));
  return keys;
}

/// Open ones first, then the older one first.
bool goes_before(const Known* left, const Known* right) {
  if (left->issue->state != right->issue->state)
    return left->issue->state == IssueState::open;
  return left->issue->number < right->issue->number;
}

class Planner {
public:
  explicit Planner(const PlanInput& input) : m_input(input), m_run(input.index.run) {
    for (const auto& name : input.index.passed)
      m_passed.insert(short_key(name));
    for (const auto& issue : input.issues)
      if (auto marker = marker_of(issue); marker && marker->state != Marker::State::duplicate)
        m_known.push_back({&issue, std::move(*marker)});
  }

  std::vector<Step> run() {
    close_duplicates();
    for (const auto& task : m_input.index.tasks)
      plan_task(task);
    for (auto& known : m_known)
      if (!known.taken)
        plan_absent(known);
    return std::move(m_steps);
  }

private:
  /// Somebody may have removed the hidden line; the history knows what the issue was for.
  std::optional<Marker> marker_of(const TrackedIssue& issue) const {
    if (auto marker = find_marker(issue.body))
      return marker;
    Marker marker;
    for (const auto& [signature, number] : m_input.remembered)
      if (number == issue.number)
        marker.causes.push_back(signature);
    return marker.causes.empty() ? std::nullopt : std::optional(marker);
  }

  void close_duplicates() {
    for (auto& later : m_known) {
      const auto earlier = std::ranges::find_if(m_known, [&](const Known& one) {
        return one.issue->number < later.issue->number && one.issue->state == IssueState::open &&
               !one.taken && share(one.marker.causes, later.marker.causes);
      });
      if (later.issue->state != IssueState::open || earlier == m_known.end())
        continue;
      later.taken = true;
      auto marker = later.marker;
      marker.state = Marker::State::duplicate;
      auto step = step_of(Act::close_duplicate, later, fmt::format("the same as {}", earlier->issue->url));
      step.body = with_marker(later.issue->body, marker);
      add_comment(step, later.marker,
                  fmt::format("The same as #{}, which stays open.", earlier->issue->number));
      m_steps.push_back(std::move(step));
    }
  }

  Step step_of(Act act, const Known& known, std::string reason) const {
    const auto& causes = known.marker.causes;
    return {act, known.issue->number, known.issue->url, causes.front(), known.issue->title, "", "",
            "",  std::move(reason)};
  }

  /// The key is the same for whoever comes from the same state to the same state.
  static void add_comment(Step& step, const Marker& before, const std::string& text) {
    const auto after = find_marker(step.body).value_or(Marker{});
    step.key = short_key(
        base::join({to_text(before), std::string(to_string(step.act)), after.told, after.tried}, "\n"));
    step.text = text + "\n" + note_line(step.key) + "\n";
  }

  Known* primary_of(const IssueTask& task) {
    std::vector<Known*> found;
    for (auto& known : m_known)
      if (share(known.marker.causes, task.signatures))
        found.push_back(&known);
    for (auto* known : found)
      known->taken = true;
    const auto first = std::ranges::min_element(found, goes_before);
    return first == found.end() ? nullptr : *first;
  }

  void plan_task(const IssueTask& task) {
    auto* const known = primary_of(task);
    if (known == nullptr)
      return plan_new(task);
    // Two tasks of one issue (a cause that fell apart): the first one tells.
    if (!m_told.insert(known->issue->number).second)
      return;
    plan_present(task, *known);
  }

  void plan_new(const IssueTask& task) {
    Step step{Act::leave, 0, "", task.signature, task.title, "", "", "", ""};
    if (task.nature == Nature::quarantined) {
      step.reason = "it is quarantined";
    } else if (m_new == m_input.most_new) {
      step.reason = fmt::format("{} new issues a run are allowed", m_input.most_new);
    } else {
      ++m_new;
      step.act = Act::open;
      step.reason = "not known to the forge";
      step.text = with_marker(task.body, marker_now(task, {}));
    }
    m_steps.push_back(std::move(step));
  }

  Marker marker_now(const IssueTask& task, const Marker& before) const {
    Marker marker;
    marker.at = m_run.started;
    marker.told = short_key(task.status);
    marker.tried = task.attempts.empty() ? before.tried : short_key(task.attempts);
    marker.flaky = task.nature != Nature::broken;
    std::set<std::string> causes(before.causes.begin(), before.causes.end());
    for (std::size_t i = 0; i < task.signatures.size() && causes.size() < k_most_marked; ++i)
      causes.insert(task.signatures[i]);
    marker.causes.assign(causes.begin(), causes.end());
    marker.tests = test_keys(task.tests);
    return marker;
  }

  void plan_present(const IssueTask& task, const Known& known) {
    const auto& before = known.marker;
    const bool was_gone = before.state == Marker::State::gone;
    const bool is_open = known.issue->state == IssueState::open;
    if (m_run.started < before.at)
      return add(step_of(Act::leave, known, "a later run has told how it stands"));
    if (!was_gone && !is_open)
      return add(step_of(Act::leave, known, "somebody closed it while the failure was there"));
    const auto now = marker_now(task, before);
    const bool is_told = before.told == now.told && before.tried == now.tried;
    if (was_gone)
      tell(step_of(is_open ? Act::comment : Act::reopen, known, "it is back"), {task, before, now});
    else if (!is_told)
      tell(step_of(Act::comment, known, "what is known of it has changed"), {task, before, now});
    else if (before.causes != now.causes) {
      auto step = step_of(Act::note, known, "seen in another shape");
      step.body = with_marker(known.issue->body, now);
      add(std::move(step));
    }
  }

  struct Change {
    const IssueTask& task;
    const Marker& before;
    const Marker& now;
  };

  void tell(Step step, const Change& change) {
    const bool was_gone = change.before.state == Marker::State::gone;
    auto text = fmt::format("{} in {}.\n\n{}", was_gone ? "It is back" : "This has changed",
                            run_in_words(m_run), change.task.status);
    if (!change.task.attempts.empty())
      text += "\nTried so far:\n\n" + change.task.attempts;
    step.body = with_marker(body_of(step.number), change.now);
    add_comment(step, change.before, text);
    add(std::move(step));
  }

  const std::string& body_of(long long number) const {
    return std::ranges::find(m_input.issues, number, &TrackedIssue::number)->body;
  }

  /// Why the run is no proof that the cause is gone; empty when it is one.
  std::string objection(const Marker& marker) const {
    if (m_run.started < marker.at)
      return "a later run has told how it stands";
    if (marker.flaky)
      return "one green run proves nothing of a flaky test";
    if (!m_run.all_tests)
      return "only some of the tests were run";
    if (!m_run.built)
      return "the build is red, so what ran are older programs";
    if (!m_run.is_commit)
      return "the tree that was tested is not the commit: there are changes that are not committed";
    if (marker.tests.empty())
      return "it is not known which tests failed";
    const auto passed =
        std::ranges::count_if(marker.tests, [&](const auto& key) { return m_passed.contains(key); });
    if (const auto all = static_cast<long>(marker.tests.size()); passed < all)
      return fmt::format(
          "of the {} tests that failed, {} passed; the others failed in another way or are gone", all,
          passed);
    return {};
  }

  void plan_absent(const Known& known) {
    if (known.marker.state == Marker::State::gone)
      return; // when it is open, a person has opened it again, for a reason of theirs
    if (auto why_not = objection(known.marker); !why_not.empty()) {
      if (known.issue->state == IssueState::open)
        add(step_of(Act::leave, known, "not closed: " + why_not));
      return;
    }
    auto marker = known.marker;
    marker.state = Marker::State::gone;
    marker.at = m_run.started;
    const bool is_open = known.issue->state == IssueState::open;
    auto step = step_of(is_open ? Act::close : Act::note, known, "verified: it passes now");
    step.body = with_marker(known.issue->body, marker);
    if (is_open)
      add_comment(step, known.marker, evidence(known.marker));
    add(std::move(step));
  }

  std::string evidence(const Marker& marker) const {
    return fmt::format(
        "Verified by {}.\n\n- every test that had failed passes ({} of {})\n- verdict of the run: {}, "
        "{} passed, {} failed\n- this failure is not among those of the run, and its tree was the "
        "commit's\n",
        run_in_words(m_run), marker.tests.size(), marker.tests.size(), code_span(m_run.verdict), m_run.passed,
        m_run.failed);
  }

  void add(Step step) { m_steps.push_back(std::move(step)); }

  const PlanInput& m_input;
  const RunFacts& m_run;
  std::set<std::string> m_passed;
  std::vector<Known> m_known;
  std::vector<Step> m_steps;
  std::set<long long> m_told;
  std::size_t m_new = 0;
};

} // namespace

std::string_view to_string(Act act) {
  constexpr std::array<std::string_view, 7> names{"open", "comment", "reopen", "close", "close_duplicate",
                                                  "note", "leave"};
  return names.at(static_cast<std::size_t>(act));
}

std::vector<Step> plan_issues(const PlanInput& input) {
  return Planner(input).run();
}

} // namespace aurora::forge
