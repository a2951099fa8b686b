#include "aurora/heal/flaky.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace aurora::heal {
namespace {

/// Two tests, of which "shaky" fails when the rule says so of the company it runs in.
class CompanyBench final : public Bench {
public:
  explicit CompanyBench(std::function<bool(bool among_others, bool one_by_one)> fails)
      : m_fails(std::move(fails)) {}

  base::Result<Snapshot> take(const ctest::Place&, const Selection& selection) override {
    ++runs;
    Snapshot snapshot;
    snapshot.test_seconds = seconds;
    const bool all = selection.ctest_names.empty();
    add("shaky", m_fails(all, selection.one_by_one), snapshot);
    if (all)
      add("other", false, snapshot);
    return snapshot;
  }

  static void add(const std::string& name, bool fails, Snapshot& snapshot) {
    model::TestCase test;
    test.ctest_name = test.name = name;
    test.status = fails ? model::TestStatus::failed : model::TestStatus::passed;
    snapshot.run.cases.push_back(test);
    if (!fails)
      return;
    model::Event event;
    event.test_id = name;
    event.category = model::Category::assertion;
    event.outcome = "failed";
    snapshot.events.push_back(event);
  }

  int runs = 0;
  double seconds = 0; ///< of each run

private:
  std::function<bool(bool, bool)> m_fails;
};

Snapshot first_run() {
  Snapshot snapshot;
  CompanyBench::add("shaky", true, snapshot);
  CompanyBench::add("other", false, snapshot);
  return snapshot;
}

triage::FlakyKind kind_for(const std::function<bool(bool, bool)>& fails) {
  CompanyBench bench(fails);
  auto snapshot = first_run();
  const auto flaky = prove_flaky(bench, {}, 3, snapshot);
  EXPECT_TRUE(flaky && *flaky == 1);
  EXPECT_TRUE(snapshot.events.at(0).flaky);
  return snapshot.flakiness.at(0).kind;
}

} // namespace

TEST(ProveFlaky, finds_a_test_that_depends_on_those_before_it) {
  EXPECT_EQ(kind_for([](bool among_others, bool) { return among_others; }), triage::FlakyKind::order);
}

TEST(ProveFlaky, finds_a_test_that_cannot_run_beside_others) {
  EXPECT_EQ(kind_for([](bool among_others, bool one_by_one) { return among_others && !one_by_one; }),
            triage::FlakyKind::parallelism);
}

TEST(ProveFlaky, takes_what_fails_alone_for_random) {
  int run = 0;
  EXPECT_EQ(kind_for([&run](bool, bool) { return run++ % 2 == 1; }), triage::FlakyKind::random);
}

TEST(ProveFlaky, leaves_what_always_fails_and_what_is_in_quarantine) {
  CompanyBench bench([](bool, bool) { return true; });
  auto snapshot = first_run();
  EXPECT_EQ(prove_flaky(bench, {}, 3, snapshot).value_or(-1), 0);
  EXPECT_EQ(bench.runs, 3);
  EXPECT_FALSE(snapshot.events.at(0).flaky);
  snapshot.events.at(0).flaky = true;
  EXPECT_EQ(prove_flaky(bench, {}, 3, snapshot).value_or(-1), 0);
  EXPECT_EQ(bench.runs, 3) << "it is not run again";
}

TEST(AffordableReruns, are_what_a_minute_suffices_for) {
  EXPECT_EQ(affordable_reruns(3, 0), 3);
  EXPECT_EQ(affordable_reruns(3, 20), 3);
  EXPECT_EQ(affordable_reruns(3, 25), 2);
  EXPECT_EQ(affordable_reruns(3, 81), 1);
}

TEST(ProveFlaky, runs_what_takes_long_less_often) {
  CompanyBench bench([](bool, bool) { return true; });
  bench.seconds = 40;
  auto snapshot = first_run();
  EXPECT_EQ(prove_flaky(bench, {}, 3, snapshot).value_or(-1), 0);
  EXPECT_EQ(bench.runs, 2);
  bench.seconds = 600;
  EXPECT_EQ(prove_flaky(bench, {}, 3, snapshot).value_or(-1), 0);
  EXPECT_EQ(bench.runs, 3) << "once at least";
}

TEST(ProveFlaky, does_not_take_a_case_for_passed_whose_program_died_before) {
  class DyingBench final : public Bench {
    base::Result<Snapshot> take(const ctest::Place&, const Selection&) override {
      Snapshot snapshot;
      CompanyBench::add("shaky", true, snapshot);
      snapshot.events[0].test_id = "shaky::Other.case";
      snapshot.events[0].category = model::Category::crash;
      return snapshot;
    }
  } bench;
  auto snapshot = first_run();
  snapshot.events[0].test_id = "shaky::Late.case";
  EXPECT_EQ(prove_flaky(bench, {}, 3, snapshot).value_or(-1), 0);
}

} // namespace aurora::heal
