#include "aurora/forge/issue_plan.hpp"

#include <gmock/gmock.h>

#include "unit/forge/issue_samples.hpp"

namespace aurora::forge {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// The issue that a run of that day has opened for a task.
TrackedIssue opened_on(int day, const IssueTask& task, long long number = 1) {
  const auto index = run_on(day, {task});
  const auto steps = plan_issues({index, {}});
  return {number, "https://host/" + std::to_string(number), task.title, steps.at(0).text, IssueState::open};
}

/// What is planned, in words: "close", …
std::string acts(const TaskIndex& index, const std::vector<TrackedIssue>& issues) {
  std::string out;
  for (const auto& step : plan_issues({index, issues}))
    out += (out.empty() ? "" : " ") + std::string(to_string(step.act));
  return out;
}

const auto k_task = task_of(k_first_cause, {"stats"});

} // namespace

TEST(IssuePlan, opens_an_issue_of_each_new_cause) {
  const auto index = run_on(1, {k_task, task_of(k_second_cause, {"net"})});
  const auto steps = plan_issues({index, {}});
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_EQ(steps[0].act, Act::open);
  EXPECT_THAT(steps[0].text, HasSubstr("Body of"));
  EXPECT_EQ(find_marker(steps[0].text)->causes, std::vector<std::string>{k_first_cause});
}

TEST(IssuePlan, opens_no_more_than_is_allowed_and_none_of_what_is_quarantined) {
  auto quarantined = task_of("cccccccccccccccc", {"slow"});
  quarantined.nature = Nature::quarantined;
  const auto index = run_on(1, {k_task, task_of(k_second_cause, {"net"}), quarantined});
  const auto steps = plan_issues({index, {}, {}, 1});
  ASSERT_THAT(steps, SizeIs(3));
  EXPECT_EQ(steps[0].act, Act::open);
  EXPECT_EQ(steps[1].act, Act::leave);
  EXPECT_THAT(steps[1].reason, HasSubstr("1 new issues a run"));
  EXPECT_EQ(steps[2].act, Act::leave);
}

TEST(IssuePlan, does_nothing_when_all_is_told) {
  EXPECT_EQ(acts(run_on(2, {k_task}), {opened_on(1, k_task)}), "");
}

TEST(IssuePlan, knows_an_issue_by_any_signature_of_its_cause) {
  auto merged = k_task;
  merged.signatures = {k_second_cause, k_first_cause};
  merged.signature = k_second_cause;
  const auto steps = plan_issues({run_on(2, {merged}), {opened_on(1, k_task)}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::note) << "no comment: nothing but the hidden line changes";
  EXPECT_THAT(find_marker(steps[0].body)->causes, testing::ElementsAre(k_first_cause, k_second_cause));
  EXPECT_EQ(steps[0].text, "");
}

TEST(IssuePlan, opens_none_for_the_part_of_a_cause_that_fell_apart) {
  auto merged = k_task;
  merged.signatures = {k_first_cause, k_second_cause};
  EXPECT_EQ(acts(run_on(2, {k_task, task_of(k_second_cause, {"stats"})}), {opened_on(1, merged)}), "");
}

TEST(IssuePlan, comments_when_other_tests_fail) {
  const auto steps =
      plan_issues({run_on(2, {task_of(k_first_cause, {"stats", "more"})}), {opened_on(1, k_task)}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::comment);
  EXPECT_THAT(steps[0].text,
              testing::AllOf(HasSubstr("failing: 2"), HasSubstr("c0ffee2"), HasSubstr(steps[0].key)));
  EXPECT_THAT(find_marker(steps[0].body)->tests, SizeIs(2));
}

TEST(IssuePlan, comments_on_what_heal_made_of_it_but_not_when_it_was_not_asked) {
  auto healed = k_task;
  healed.attempts = "- unsolved\n";
  auto issue = opened_on(1, k_task);
  const auto steps = plan_issues({run_on(2, {healed}), {issue}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_THAT(steps[0].text, HasSubstr("unsolved"));
  issue.body = steps[0].body;
  EXPECT_EQ(acts(run_on(3, {k_task}), {issue}), "") << "a test-heal after a heal tells nothing new";
  EXPECT_EQ(acts(run_on(3, {healed}), {issue}), "");
}

TEST(IssuePlan, closes_with_evidence_what_passes) {
  const auto steps = plan_issues({run_on(2, {}, {"other", "stats"}), {opened_on(1, k_task)}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::close);
  EXPECT_THAT(steps[0].text, testing::AllOf(HasSubstr("run 2 of the history"), HasSubstr("c0ffee2"),
                                            HasSubstr("green"), HasSubstr("1 of 1")));
  EXPECT_EQ(find_marker(steps[0].body)->state, Marker::State::gone);
}

TEST(IssuePlan, closes_nothing_without_proof) {
  const auto issue = opened_on(1, k_task);
  auto index = run_on(2, {}, {"stats"});
  ASSERT_EQ(acts(index, {issue}), "close");
  index.run.is_commit = false;
  EXPECT_THAT(plan_issues({index, {issue}}).at(0).reason, HasSubstr("not the commit"));
  index = run_on(2, {}, {"stats"});
  index.run.all_tests = false;
  EXPECT_THAT(plan_issues({index, {issue}}).at(0).reason, HasSubstr("only some"));
  index = run_on(2, {}, {"stats"});
  index.run.built = false;
  EXPECT_THAT(plan_issues({index, {issue}}).at(0).reason, HasSubstr("older programs"));
  EXPECT_THAT(plan_issues({run_on(2, {}, {"other"}), {issue}}).at(0).reason, HasSubstr("0 passed"))
      << "the test is gone, or fails in another way";
  EXPECT_THAT(plan_issues({run_on(1, {}, {"stats"}), {opened_on(2, k_task)}}).at(0).reason,
              HasSubstr("later run"));
  auto flaky = k_task;
  flaky.nature = Nature::flaky;
  EXPECT_THAT(plan_issues({run_on(2, {}, {"stats"}), {opened_on(1, flaky)}}).at(0).reason,
              HasSubstr("flaky"));
}

TEST(IssuePlan, reopens_what_comes_back) {
  auto issue = opened_on(1, k_task);
  const auto closing = plan_issues({run_on(2, {}, {"stats"}), {issue}});
  issue.body = closing.at(0).body;
  issue.state = IssueState::closed;
  EXPECT_EQ(acts(run_on(3, {}, {"stats"}), {issue}), "");
  const auto steps = plan_issues({run_on(3, {k_task}), {issue}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::reopen);
  EXPECT_THAT(steps[0].text, HasSubstr("It is back"));
  EXPECT_EQ(find_marker(steps[0].body)->state, Marker::State::open);
  EXPECT_EQ(acts(run_on(1, {k_task}), {issue}), "leave") << "an older run";
}

TEST(IssuePlan, leaves_closed_what_a_person_closed_until_it_was_gone) {
  auto issue = opened_on(1, k_task);
  issue.state = IssueState::closed;
  EXPECT_EQ(acts(run_on(2, {k_task}), {issue}), "leave");
  const auto gone = plan_issues({run_on(3, {}, {"stats"}), {issue}});
  ASSERT_THAT(gone, SizeIs(1));
  EXPECT_EQ(gone[0].act, Act::note);
  EXPECT_EQ(gone[0].key, "") << "no comment";
  issue.body = gone[0].body;
  EXPECT_EQ(acts(run_on(4, {k_task}), {issue}), "reopen");
}

TEST(IssuePlan, closes_the_younger_of_two_that_are_the_same) {
  const auto steps = plan_issues({run_on(1, {k_task}), {opened_on(1, k_task, 4), opened_on(1, k_task, 7)}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::close_duplicate);
  EXPECT_EQ(steps[0].number, 7);
  EXPECT_THAT(steps[0].text, HasSubstr("#4"));
  auto closed = opened_on(1, k_task, 7);
  closed.body = steps[0].body;
  closed.state = IssueState::closed;
  EXPECT_EQ(acts(run_on(1, {k_task}), {opened_on(1, k_task, 4), closed}), "");
}

TEST(IssuePlan, knows_from_the_history_what_lost_its_hidden_line) {
  auto issue = opened_on(1, k_task, 5);
  issue.body = "A person wrote this anew.\n";
  const auto steps = plan_issues({run_on(2, {k_task}), {issue}, {{k_first_cause, 5}}});
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_EQ(steps[0].act, Act::comment);
  EXPECT_THAT(steps[0].body, testing::StartsWith("A person wrote this anew.\n"));
  EXPECT_TRUE(find_marker(steps[0].body));
}

} // namespace aurora::forge
