#include <algorithm>

#include <gtest/gtest.h>

#include "world.hpp"

namespace aurora::heal {
namespace {

using enum model::TestStatus;
using LandingStatus = std::optional<model::TestStatus>;
using test::Look;
using test::World;

/// A build error that hides a red test: only both patches together are accepted.
void make_pair_of_faults(World& world) {
  world.put("a.cpp", "bad");
  world.put("c.cpp", test::k_build_error);
  world.test_without("red", "a.cpp", "bad");
  world.candidate("build::c.cpp", "c.cpp", "compiles");
  world.candidate("red", "a.cpp", "good");
}

/// "red" is healed by either file; a fix in a.cpp alone reveals "late", which only b.cpp heals.
void make_needless_first_fix(World& world) {
  world.put("a.cpp", "bad");
  world.put("b.cpp", "weak");
  world.bench.tests.push_back({"red", [](const Look& look) -> LandingStatus {
                                 const bool cured = look.text("b.cpp") == "cure";
                                 return cured || look.text("a.cpp") == "good" ? passed : failed;
                               }});
  world.bench.tests.push_back({"late", [](const Look& look) -> LandingStatus {
                                 if (look.text("b.cpp") == "cure")
                                   return passed;
                                 return look.text("a.cpp") == "good" ? failed : not_run;
                               }});
  world.candidate("red", "a.cpp", "good");
  world.bench.on_take = [&world](bool, const Selection&) {
    if (world.edits["a.cpp"] == "good" && world.candidates["late"].empty())
      world.candidate("late", "b.cpp", "cure");
  };
}

std::size_t journals(const World& world) {
  return static_cast<std::size_t>(
      std::ranges::count_if(world.files.tree("/build/aurora/journal"),
                            [](const auto& node) { return node.first.ends_with(".json"); }));
}

} // namespace

TEST(Landing, puts_patches_that_need_each_other_into_the_tree_as_one) {
  World world;
  make_pair_of_faults(world);
  const auto before = world.tree();
  std::size_t half = 0;
  world.bench.on_take = [&](bool, const Selection&) {
    half += (world.text("a.cpp") == "good") != (world.text("c.cpp") == "compiles") ? 1 : 0;
  };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(half, 0U);
  EXPECT_EQ(journals(world), 1U);
  EXPECT_EQ(std::ranges::count(outcome->clusters, Ending::landed, &ClusterOutcome::ending), 2);
  ASSERT_TRUE(workspace::Workspace({test::k_source, "/build/aurora"}, world.files, world.clock).restore());
  EXPECT_EQ(world.tree(), before);
}

TEST(Landing, makes_one_commit_of_patches_that_need_each_other) {
  World world;
  make_pair_of_faults(world);
  world.options.mode = settings::Mode::commit;
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.commits, 1);
  for (const auto& cluster : outcome->clusters)
    EXPECT_EQ(cluster.commit, "c0ffee");
}

TEST(Landing, leaves_all_or_nothing_of_a_group_wherever_the_process_dies) {
  World whole;
  make_pair_of_faults(whole);
  const auto before = whole.tree();
  ASSERT_TRUE(whole.heal());
  const auto accepted = whole.tree();
  int deaths = 0;
  for (bool dead = true; dead; ++deaths) {
    World world;
    make_pair_of_faults(world);
    world.files.crash_at(deaths);
    dead = false;
    try {
      EXPECT_TRUE(world.heal());
    } catch (const aurora::test::SimulatedCrash&) {
      dead = true;
    }
    world.files.never_crash();
    workspace::Workspace workspace({test::k_source, "/build/aurora"}, world.files, world.clock);
    ASSERT_TRUE(workspace.recover()->complete());
    EXPECT_TRUE(world.tree() == before || world.tree() == accepted) << "died at " << deaths;
  }
  EXPECT_GT(deaths, 25);
}

TEST(Landing, rolls_the_whole_group_back_when_the_users_tree_turns_red) {
  World world;
  make_pair_of_faults(world);
  world.bench.tests.push_back({"other", [](const Look& look) -> LandingStatus {
                                 return !look.in_shadow && look.text("a.cpp") == "good" ? failed : passed;
                               }});
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.tree(), before);
  for (const auto& cluster : outcome->clusters)
    EXPECT_NE(cluster.ending, Ending::landed);
  EXPECT_EQ(outcome->clusters[0].ending, Ending::rolled_back);
}

TEST(Landing, leaves_out_a_patch_without_which_everything_stays_green) {
  World world;
  make_needless_first_fix(world);
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp") + " " + world.text("b.cpp"), "bad cure");
  EXPECT_TRUE(is_green(outcome->after));
  EXPECT_TRUE(world.has_said("drop     a.cpp becomes good"));
  EXPECT_EQ(std::ranges::count(outcome->clusters, Ending::landed, &ClusterOutcome::ending), 1);
}

TEST(Landing, proposes_no_patch_without_which_everything_stays_green) {
  World world;
  make_needless_first_fix(world);
  world.options.mode = settings::Mode::propose;
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  std::vector<std::string> proposed;
  for (const auto& cluster : outcome->clusters)
    if (cluster.kept >= 0)
      proposed.push_back(cluster.attempts.at(static_cast<std::size_t>(cluster.kept)).patch.title);
  EXPECT_EQ(proposed, std::vector<std::string>{"b.cpp becomes cure"});
}

TEST(Landing, tells_which_other_causes_a_patch_heals_and_does_not_ask_about_them_again) {
  World world;
  world.put("a.cpp", "bad");
  for (const auto* name : {"one", "two", "three"}) {
    world.test_without(name, "a.cpp", "bad");
    world.candidate(name, "a.cpp", "good");
  }
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->clusters.size(), 1U);
  EXPECT_TRUE(world.has_said("2 more causes are green with it"));
  const auto& evidence = outcome->clusters[0].attempts[0].verdict.evidence;
  EXPECT_TRUE(std::ranges::any_of(
      evidence, [](const auto& line) { return line.starts_with("2 more causes are green with it"); }));
}

TEST(Landing, still_knows_what_is_flaky_when_it_is_red_again) {
  World world;
  world.put("a.cpp", "bad");
  world.put("b.cpp", "fine");
  world.test_without("red", "a.cpp", "bad");
  world.bench.tests.push_back(
      {"moody", [](const Look& look) -> LandingStatus { return look.run == 1 ? passed : failed; }});
  world.candidate("red", "a.cpp", "good");
  world.candidate("moody", "b.cpp", "changed");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp") + " " + world.text("b.cpp"), "good fine");
  EXPECT_TRUE(is_green(outcome->after));
  EXPECT_EQ(outcome->clusters.size(), 2U);
}

TEST(Landing, prefers_the_candidate_that_heals_more_causes) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back({"one", [](const Look& look) -> LandingStatus {
                                 return look.text("a.cpp") == "bad" ? failed : passed;
                               }});
  world.bench.tests.push_back({"two", [](const Look& look) -> LandingStatus {
                                 return look.text("a.cpp") == "good" ? passed : failed;
                               }});
  for (const auto* text : {"half", "good"})
    world.candidate("one", "a.cpp", text);
  for (auto& candidate : world.candidates["one"])
    candidate.provider = "search";
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp"), "good");
}

} // namespace aurora::heal
