#include "aurora/forge/issue_sync.hpp"

#include <gmock/gmock.h>

#include "unit/forge/issue_samples.hpp"

namespace aurora::forge {
namespace {

using Fault = FakeTracker::Fault;
using testing::IsEmpty;
using testing::SizeIs;

class IssueSync : public testing::Test {
protected:
  SyncResult sync(const TaskIndex& index, SyncOptions options = {}) {
    const auto result = sync_issues(index, {forge, [&] { ++pauses; }, [&](const Step&) { ++told; }}, options);
    EXPECT_TRUE(result) << (result ? "" : base::to_string(result.error()));
    return result.value_or(SyncResult{});
  }

  FakeTracker forge;
  int pauses = 0;
  int told = 0;
  IssueTask task = task_of(k_first_cause, {"stats"});
};

} // namespace

TEST_F(IssueSync, opens_once_however_often_it_is_done) {
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(sync(run_on(1, {task})).problems, IsEmpty());
  EXPECT_THAT(forge.all, SizeIs(1));
  EXPECT_THAT(forge.at(1), IsEmpty());
  EXPECT_EQ(told, 1);
}

TEST_F(IssueSync, opens_no_second_one_when_the_answer_was_lost) {
  forge.faults = {Fault::lost_after};
  const auto result = sync(run_on(1, {task}));
  EXPECT_THAT(result.problems, IsEmpty());
  EXPECT_THAT(forge.all, SizeIs(1));
  EXPECT_EQ(forge.creations, 1) << "it asked before sending it again";
  EXPECT_EQ(result.steps.at(0).number, 1);
}

TEST_F(IssueSync, tries_again_when_it_did_not_happen) {
  forge.faults = {Fault::lost_before, Fault::lost_before};
  EXPECT_THAT(sync(run_on(1, {task})).problems, IsEmpty());
  EXPECT_THAT(forge.all, SizeIs(1));
  EXPECT_EQ(pauses, 2);
}

TEST_F(IssueSync, gives_up_after_three_and_succeeds_later) {
  forge.faults = {Fault::lost_before, Fault::lost_before, Fault::lost_before};
  EXPECT_THAT(sync(run_on(1, {task})).problems, SizeIs(1));
  EXPECT_THAT(forge.all, IsEmpty());
  EXPECT_THAT(sync(run_on(1, {task})).problems, IsEmpty());
  EXPECT_THAT(forge.all, SizeIs(1));
}

TEST_F(IssueSync, closes_what_was_delivered_twice) {
  forge.faults = {Fault::twice};
  EXPECT_THAT(sync(run_on(1, {task})).problems, IsEmpty());
  EXPECT_THAT(forge.all, SizeIs(2));
  EXPECT_EQ(forge.open_count(), 1);
  EXPECT_EQ(forge.all[0].state, IssueState::open);
  EXPECT_THAT(sync(run_on(2, {task})).steps, IsEmpty());
}

TEST_F(IssueSync, goes_on_after_a_refusal_of_one_and_stops_at_a_bad_token) {
  const auto both = run_on(1, {task, task_of(k_second_cause, {"net"})});
  forge.faults = {Fault::refused};
  EXPECT_THAT(sync(both).problems, SizeIs(1));
  EXPECT_THAT(forge.all, SizeIs(1));
  FakeTracker other;
  other.faults = {Fault::forbidden};
  const auto result = sync_issues(both, {other, [] {}, {}}, {});
  EXPECT_THAT(result->problems, SizeIs(1));
  EXPECT_EQ(other.creations, 1);
}

TEST_F(IssueSync, writes_a_comment_once_whatever_is_lost) {
  sync(run_on(1, {task}));
  forge.faults = {Fault::lost_after};
  EXPECT_THAT(sync(run_on(2, {}, {"stats"})).problems, IsEmpty());
  EXPECT_THAT(forge.at(1), SizeIs(1));
  EXPECT_EQ(forge.all[0].state, IssueState::closed);
}

TEST_F(IssueSync, writes_no_comment_again_when_it_was_killed_before_closing) {
  sync(run_on(1, {task}));
  forge.edits_fail = true;
  EXPECT_THAT(sync(run_on(2, {}, {"stats"})).problems, SizeIs(1));
  EXPECT_EQ(forge.open_count(), 1);
  forge.edits_fail = false;
  EXPECT_THAT(sync(run_on(2, {}, {"stats"})).problems, IsEmpty());
  EXPECT_EQ(forge.open_count(), 0);
  EXPECT_THAT(forge.at(1), SizeIs(1));
}

TEST_F(IssueSync, follows_a_cause_through_its_life) {
  sync(run_on(1, {task}));
  sync(run_on(2, {}, {"stats"}));
  EXPECT_EQ(forge.open_count(), 0);
  sync(run_on(3, {task}));
  EXPECT_EQ(forge.open_count(), 1);
  sync(run_on(4, {}, {"stats"}));
  EXPECT_EQ(forge.open_count(), 0);
  EXPECT_THAT(forge.all, SizeIs(1));
  EXPECT_THAT(forge.at(1), SizeIs(3));
}

TEST_F(IssueSync, does_nothing_in_a_dry_run) {
  SyncOptions options;
  options.doing = SyncOptions::Doing::nothing;
  EXPECT_EQ(sync(run_on(1, {task}), options).steps.at(0).act, Act::open);
  EXPECT_THAT(forge.all, IsEmpty());
  EXPECT_EQ(forge.edits, 0);
}

TEST_F(IssueSync, finds_by_the_history_what_lost_its_label) {
  sync(run_on(1, {task}));
  forge.hidden = std::exchange(forge.all, {});
  SyncOptions options;
  options.remembered = {{k_first_cause, 1}, {k_second_cause, 99}};
  EXPECT_THAT(sync(run_on(2, {task}), options).steps, IsEmpty());
  EXPECT_THAT(forge.all, IsEmpty()) << "no second one";
}

TEST_F(IssueSync, finds_the_issue_of_a_cause_before_it_opens_one) {
  const auto run = run_on(1, {task}).run;
  const SyncPorts ports{forge, [] {}, {}};
  forge.faults = {Fault::lost_after};
  EXPECT_EQ(find_or_open_issue(task, run, ports)->number, 1);
  EXPECT_EQ(find_or_open_issue(task, run, ports)->number, 1);
  EXPECT_THAT(sync(run_on(1, {task})).steps, IsEmpty()) << "the same issue as aurora issues would open";
  EXPECT_THAT(forge.all, SizeIs(1));
}

} // namespace aurora::forge
