#include <algorithm>

#include <gtest/gtest.h>

#include "world.hpp"

namespace aurora::heal {
namespace {

using test::World;

/// A cause that a.cpp and one that b.cpp makes; patches say which tests they leave red.
World two_causes() {
  World world;
  world.put("a.cpp", "bad");
  world.put("b.cpp", "bad");
  world.test_without("one", "a.cpp", "bad");
  world.test_without("two", "b.cpp", "bad");
  return world;
}

void candidate(World& world, const std::string& test, const std::string& path, const std::string& after,
               std::vector<std::string> leaves_red) {
  world.candidate(test, path, after);
  world.candidates[test].back().leaves_red = std::move(leaves_red);
}

const ClusterOutcome& of(const Outcome& outcome, const std::string& test) {
  const auto found = std::ranges::find_if(outcome.clusters, [&](const ClusterOutcome& one) {
    return one.cluster.events.front().test_id == test;
  });
  EXPECT_NE(found, outcome.clusters.end()) << test;
  return *found;
}

} // namespace

TEST(Doubts, a_patch_that_leaves_red_what_runs_it_is_a_proposal) {
  auto world = two_causes();
  candidate(world, "one", "a.cpp", "good", {"two"});
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.tree(), before);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::proposed);
  EXPECT_EQ(of(*outcome, "one").reason,
            "left as a patch file: red tests run what it changes and stay red: two");
  EXPECT_EQ(of(*outcome, "one").kept, 0);
  EXPECT_EQ(of(*outcome, "two").ending, Ending::unsolved);
}

TEST(Doubts, a_patch_that_leaves_red_what_does_not_run_it_lands) {
  auto world = two_causes();
  candidate(world, "one", "a.cpp", "good", {});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::landed);
}

TEST(Doubts, what_the_patch_says_counts_only_while_it_is_so) {
  auto world = two_causes();
  world.test_without("three", "a.cpp", "bad");
  candidate(world, "one", "a.cpp", "good", {"three"});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::landed);
}

TEST(Doubts, a_patch_without_them_is_better) {
  auto world = two_causes();
  world.options.max_plausible = 5;
  candidate(world, "one", "a.cpp", "fair", {"two"});
  candidate(world, "one", "a.cpp", "good", {});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::landed);
  EXPECT_EQ(world.text("a.cpp"), "good");
  EXPECT_EQ(of(*outcome, "one").alternatives, std::vector<int>{0});
}

TEST(Doubts, several_land_together_when_together_they_heal_all) {
  auto world = two_causes();
  candidate(world, "one", "a.cpp", "good", {"two"});
  candidate(world, "two", "b.cpp", "good", {"one"});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::landed);
  EXPECT_EQ(of(*outcome, "two").ending, Ending::landed);
  EXPECT_EQ(world.text("a.cpp"), "good");
  EXPECT_EQ(world.text("b.cpp"), "good");
  EXPECT_TRUE(is_green(outcome->after));
}

TEST(Doubts, two_in_one_file_land_together_too) {
  World world;
  world.put("a.cpp", "bad one; bad two;");
  world.test_without("one", "a.cpp", "bad one");
  world.test_without("two", "a.cpp", "bad two");
  candidate(world, "one", "a.cpp", "fine one; bad two;", {"two"});
  candidate(world, "two", "a.cpp", "bad one; fine two;", {"one"});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp"), "fine one; fine two;");
  EXPECT_TRUE(is_green(outcome->after));
}

TEST(Doubts, one_lands_on_top_of_a_later_patch_that_heals_the_rest) {
  auto world = two_causes();
  candidate(world, "one", "a.cpp", "good", {"two"});
  candidate(world, "two", "b.cpp", "good", {});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::landed);
  EXPECT_TRUE(is_green(outcome->after));
}

TEST(Doubts, one_is_dropped_when_a_later_patch_heals_its_tests_as_well) {
  World world;
  world.put("a.cpp", "bad");
  world.test_without("one", "a.cpp", "bad");
  world.bench.tests.push_back({"two", [](const test::Look& look) -> std::optional<model::TestStatus> {
                                 return look.text("a.cpp") == "right" ? model::TestStatus::passed
                                                                      : model::TestStatus::failed;
                               }});
  candidate(world, "one", "a.cpp", "fair", {"two"});
  candidate(world, "two", "a.cpp", "right", {});
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp"), "right");
  EXPECT_TRUE(world.has_said("drop     a.cpp becomes fair"));
  EXPECT_EQ(outcome->clusters.size(), 1U);
}

TEST(Doubts, what_does_not_go_together_stays_a_proposal) {
  auto world = two_causes();
  world.test_without("both", "a.cpp", "bad");
  world.bench.tests.back().judge = [](const test::Look& look) -> std::optional<model::TestStatus> {
    const bool clash = look.text("a.cpp") == "good" && look.text("b.cpp") == "good";
    return clash ? model::TestStatus::failed : model::TestStatus::passed;
  };
  candidate(world, "one", "a.cpp", "good", {"two"});
  candidate(world, "two", "b.cpp", "good", {"one"});
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.tree(), before);
  EXPECT_EQ(of(*outcome, "one").ending, Ending::proposed);
  EXPECT_EQ(of(*outcome, "two").ending, Ending::proposed);
}

} // namespace aurora::heal
