#include "aurora/repair/search/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

CandidateSet set_of(unsigned count) {
  CandidateSet set;
  for (unsigned id = 1; id <= count; ++id) {
    set.sites.push_back({id, id + 1, "a.c", static_cast<int>(id), static_cast<int>(id), "f"});
    Candidate candidate;
    candidate.id = id;
    candidate.site = id - 1;
    candidate.file = "a.c";
    candidate.begin = id * 10;
    candidate.end = id * 10 + 1;
    candidate.cost = id;
    set.candidates.push_back(candidate);
  }
  return set;
}

std::vector<TestPlan> plans_reaching(unsigned from, unsigned to) {
  std::vector<TestPlan> plans = {direct_plan("red", false), direct_plan("green", true)};
  for (auto& plan : plans)
    for (unsigned id = from; id <= to; ++id)
      plan.reached.emplace_back(id, 1);
  return plans;
}

/// The world of a test: which answer each program gives.
struct World {
  World(CandidateSet candidates, std::vector<TestPlan> plans, FakeExecutor::Answer answer)
      : set(std::move(candidates)), oracle(std::move(plans), "ctest", "/b"), spectrum(set, oracle.plans()) {
    executors.push_back(std::make_unique<FakeExecutor>(std::move(answer)));
    options.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
  }
  Engine engine() { return Engine(set, oracle, spectrum, executors, options); }
  FakeExecutor& executor() { return static_cast<FakeExecutor&>(*executors.front()); }

  CandidateSet set;
  Oracle oracle;
  Spectrum spectrum;
  std::vector<std::unique_ptr<Executor>> executors;
  EngineOptions options;
};

std::vector<std::size_t> plausible(const std::vector<Trial>& trials) {
  std::vector<std::size_t> result;
  for (const auto& trial : trials)
    if (trial.plausible)
      result.push_back(trial.first);
  return result;
}

TEST(Engine, keeps_what_repairs_the_red_test_and_breaks_no_other) {
  World world(set_of(3), plans_reaching(1, 3), [](const Invocation& run, Selection selection) {
    const bool good = run.argv[0] == "red" ? selection.first >= 2 : selection.first != 3;
    return ended(good ? 0 : 1);
  });
  auto engine = world.engine();
  EXPECT_THAT(plausible(engine.try_singles()), testing::ElementsAre(1U));
  EXPECT_EQ(engine.tried(), 3U);
}

TEST(Engine, holds_nothing_against_a_candidate_that_a_green_test_fails_without_it_too) {
  int greens = 0;
  World world(set_of(3), plans_reaching(1, 3), [&greens](const Invocation& run, Selection selection) {
    if (run.argv[0] == "red")
      return ended(selection.first >= 2 ? 0 : 1);
    ++greens;
    return ended(1);
  });
  auto engine = world.engine();
  EXPECT_THAT(plausible(engine.try_singles()), testing::ElementsAre(1U, 2U));
  EXPECT_EQ(greens, 2) << "with the candidate and without, and never again";
}

TEST(Engine, asks_a_green_test_again_that_fails_now_and_then) {
  int greens = 0;
  World world(set_of(2), plans_reaching(1, 2), [&greens](const Invocation& run, Selection) {
    return ended(run.argv[0] == "green" && ++greens == 1 ? 1 : 0);
  });
  EXPECT_EQ(plausible(world.engine().try_singles()).size(), 2U);
}

TEST(Engine, asks_again_so_often_only_what_candidates_always_break) {
  int unselected = 0;
  World world(set_of(100), plans_reaching(1, 100), [&unselected](const Invocation& run, Selection selection) {
    unselected += run.argv[0] == "green" && selection.first == 0 ? 1 : 0;
    return ended(run.argv[0] == "green" && selection.first != 0 ? 1 : 0);
  });
  EXPECT_TRUE(plausible(world.engine().try_singles()).empty());
  EXPECT_EQ(unselected, 20);
}

TEST(Engine, counts_the_red_tests_nobody_asked_about_that_a_repair_heals_too) {
  auto plans = plans_reaching(1, 2);
  plans.push_back(plans.front());
  plans.back().test.name = "other red";
  plans.back().inner->argv = {"other red"};
  plans.back().bystander = true;
  World world(set_of(2), plans, [](const Invocation& run, Selection selection) {
    return ended(run.argv[0] == "other red" && selection.first != 2 ? 1 : 0);
  });
  const auto trials = world.engine().try_singles();
  ASSERT_EQ(plausible(trials).size(), 2U);
  EXPECT_EQ(trials[0].also_healed, 0);
  EXPECT_EQ(trials[1].also_healed, 1);
}

std::vector<TestPlan> plans_with_bystander() {
  auto plans = plans_reaching(1, 3);
  plans.push_back(plans.front());
  plans.back().test.name = "other red";
  plans.back().inner->argv = {"other red"};
  plans.back().bystander = true;
  return plans;
}

TEST(Engine, completes_a_repair_with_a_change_that_heals_the_other_red_tests) {
  World world(set_of(3), plans_with_bystander(), [](const Invocation& run, Selection selection) {
    const bool asked = selection.first == 1;
    const bool other = selection.second == 3;
    return ended((run.argv[0] == "red" && !asked) || (run.argv[0] == "other red" && !other) ? 1 : 0);
  });
  auto engine = world.engine();
  const auto singles = engine.try_singles();
  EXPECT_FALSE(singles.front().heals_all);
  std::vector<Trial> found;
  for (const auto& trial : engine.try_complements({0}))
    if (trial.plausible)
      found.push_back(trial);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first, 0U);
  EXPECT_EQ(found[0].second, 2U);
  EXPECT_TRUE(found[0].heals_all);
}

TEST(Engine, has_nothing_to_complete_without_other_red_tests) {
  World world(set_of(3), plans_reaching(1, 3), [](const Invocation&, Selection) { return ended(0); });
  EXPECT_TRUE(world.engine().try_complements({0}).empty());
}

TEST(Engine, begins_where_suspicion_is_known_to_lie) {
  World world(set_of(2), plans_reaching(1, 2), [](const Invocation&, Selection) { return ended(1); });
  world.options.suspicion = {0, 1};
  EXPECT_EQ(world.engine().try_singles().front().first, 1U);
}

TEST(Engine, does_not_run_candidates_that_the_red_test_does_not_reach) {
  World world(set_of(5), plans_reaching(2, 3), [](const Invocation&, Selection) { return ended(1); });
  auto engine = world.engine();
  engine.try_singles();
  EXPECT_EQ(engine.tried(), 2U);
}

TEST(Engine, does_not_ask_green_tests_while_a_red_one_stays_red) {
  World world(set_of(4), plans_reaching(1, 4), [](const Invocation&, Selection) { return ended(1); });
  world.engine().try_singles();
  EXPECT_EQ(world.executor().forked, 4);
}

TEST(Engine, believes_only_what_runs_from_the_beginning_confirm) {
  FakeExecutor* executor = nullptr;
  World world(set_of(2), plans_reaching(1, 2), [&](const Invocation&, Selection selection) {
    auto observation =
        ended(selection.first == 1 && executor->started_from == StartPoint::before_main ? 1 : 0);
    observation.from_snapshot = executor->started_from == StartPoint::anywhere;
    return observation;
  });
  executor = &world.executor();
  auto engine = world.engine();
  const auto trials = engine.try_singles();
  ASSERT_EQ(trials.size(), 2U);
  EXPECT_FALSE(trials[0].plausible);
  EXPECT_TRUE(trials[1].plausible);
  EXPECT_EQ(executor->started_from, StartPoint::anywhere);
}

TEST(Engine, takes_an_exit_in_the_middle_of_the_program_for_a_failure) {
  auto plans = plans_reaching(1, 1);
  World world(set_of(1), std::move(plans), [](const Invocation&, Selection) {
    auto observation = ended(0);
    observation.main_returned = false;
    return observation;
  });
  EXPECT_FALSE(world.engine().try_singles().front().plausible);
}

TEST(Engine, finds_two_changes_that_only_help_together) {
  World world(set_of(4), plans_reaching(1, 4), [](const Invocation& run, Selection selection) {
    const bool both = selection.first == 2 && selection.second == 4;
    return ended(run.argv[0] == "green" || both ? 0 : 1);
  });
  auto engine = world.engine();
  const auto singles = engine.try_singles();
  EXPECT_TRUE(plausible(singles).empty());
  const auto pairs = engine.try_pairs(singles);
  EXPECT_THAT(plausible(pairs), testing::ElementsAre(1U));
}

TEST(Engine, stops_at_its_budget_and_when_interrupted) {
  World world(set_of(50), plans_reaching(1, 50), [](const Invocation&, Selection) { return ended(1); });
  world.options.max_trials = 7;
  auto limited = world.engine();
  limited.try_singles();
  EXPECT_EQ(limited.tried(), 7U);
  world.options.interrupted = [] { return true; };
  auto stopped = world.engine();
  EXPECT_TRUE(stopped.try_singles().empty());
}

TEST(Engine, tries_what_hung_once_more_with_patience) {
  World world(set_of(2), plans_reaching(1, 2), [](const Invocation&, Selection selection) {
    auto observation = ended(1);
    if (selection.first == 2)
      observation.end = RunEnd::exhausted;
    return observation;
  });
  auto engine = world.engine();
  const auto retried = engine.retry_hung(engine.try_singles());
  ASSERT_EQ(retried.size(), 1U);
  EXPECT_EQ(retried.front().first, 1U);
}

TEST(Engine, tells_how_far_it_is) {
  World world(set_of(3), plans_reaching(1, 3), [](const Invocation&, Selection) { return ended(1); });
  Progress last;
  world.options.progress = [&](const Progress& progress) { last = progress; };
  world.engine().try_singles();
  EXPECT_EQ(last.tried, 3U);
  EXPECT_EQ(last.total, 3U);
  EXPECT_EQ(last.suspects, 3U);
}

} // namespace
} // namespace aurora::repair::search
