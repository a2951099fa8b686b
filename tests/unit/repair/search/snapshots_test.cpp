#include "aurora/repair/search/snapshots.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

class NoServer final : public Server {
public:
  base::Result<std::unique_ptr<Server>> snapshot(const RunRequest&, std::string) override {
    return base::fail(base::ErrorCode::unsupported, "not here");
  }
  base::Result<RunReply> run(const RunRequest&) override { return RunReply{}; }
  bool has_threads() const override { return false; }
};

Observation ending(int value, unsigned long long steps = 3) {
  Observation observation;
  observation.end = RunEnd::exited;
  observation.value = value;
  observation.steps = steps;
  return observation;
}

/// A program all of whose runs end alike.
struct Subject {
  Snapshots::Source source = {[] { return ending(1); },
                              [this] {
                                ++probes;
                                return true;
                              },
                              [this]() -> base::Result<std::unique_ptr<Server>> {
                                ++taken;
                                return std::make_unique<NoServer>();
                              },
                              [](Server&) { return ending(1); }};
  int probes = 0;
  int taken = 0;
};

/// The server after so many runs that a snapshot is worth it.
Server* find(Snapshots& snapshots, const Subject& subject, const std::string& key = "a") {
  Server* server = nullptr;
  for (int i = 0; i < 20; ++i)
    server = snapshots.find(key, subject.source);
  return server;
}

TEST(Snapshots, are_taken_once_for_many_runs) {
  Snapshots snapshots;
  Subject subject;
  EXPECT_EQ(snapshots.find("a", subject.source), nullptr);
  EXPECT_NE(find(snapshots, subject), nullptr);
  EXPECT_EQ(subject.probes, 1);
  EXPECT_EQ(subject.taken, 1);
  EXPECT_EQ(snapshots.live(), 1U);
}

TEST(Snapshots, are_not_taken_where_a_probe_left_traces) {
  Snapshots snapshots;
  Subject subject;
  subject.source.probe = [] { return false; };
  EXPECT_EQ(find(snapshots, subject), nullptr);
  EXPECT_EQ(subject.taken, 0);
}

TEST(Snapshots, are_dropped_when_the_second_run_from_them_ends_otherwise) {
  Snapshots snapshots;
  Subject subject;
  int runs = 0;
  subject.source.from = [&](Server&) { return ending(runs++ == 0 ? 1 : 0); };
  EXPECT_EQ(find(snapshots, subject), nullptr);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(snapshots.live(), 0U);
}

TEST(Snapshots, are_dropped_when_a_run_takes_other_steps) {
  Snapshots snapshots;
  Subject subject;
  subject.source.from = [](Server&) { return ending(1, 4); };
  EXPECT_EQ(find(snapshots, subject), nullptr);
}

TEST(Snapshots, that_did_not_answer_are_not_asked_again) {
  Snapshots snapshots;
  Subject subject;
  EXPECT_NE(find(snapshots, subject), nullptr);
  snapshots.refuse("a");
  EXPECT_EQ(find(snapshots, subject), nullptr);
}

TEST(Snapshots, are_few_at_a_time) {
  Snapshots snapshots;
  Subject subject;
  for (int i = 0; i < 100; ++i)
    find(snapshots, subject, std::to_string(i));
  EXPECT_LT(snapshots.live(), 50U);
  EXPECT_GT(snapshots.live(), 10U);
}

} // namespace
} // namespace aurora::repair::search
