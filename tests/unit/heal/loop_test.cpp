#include "aurora/heal/loop.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "world.hpp"

namespace aurora::heal {
namespace {

using enum model::TestStatus;
using Status = std::optional<model::TestStatus>;
using test::Look;
using test::World;

const std::string k_backup = "a.cpp.aurora_backup";

/// One red test that a.cpp causes, and one green one.
World one_fault() {
  World world;
  world.put("a.cpp", "bad");
  world.put("b.cpp", "fine");
  world.test_without("red", "a.cpp", "bad");
  world.test_without("green", "b.cpp", "bad");
  return world;
}

const ClusterOutcome& only(const Outcome& outcome) {
  EXPECT_EQ(outcome.clusters.size(), 1U);
  return outcome.clusters.front();
}

model::Stage stage(const Outcome& outcome) {
  return only(outcome).attempts.at(0).verdict.stage;
}

/// Runs a heal that must leave everything as it was.
Outcome heal_in_vain(World& world) {
  const auto before = world.tree();
  const auto outcome = world.heal();
  EXPECT_TRUE(outcome) << base::to_string(outcome.error());
  EXPECT_EQ(world.tree(), before);
  EXPECT_EQ(outcome->stopped_because, "the last iteration brought nothing");
  EXPECT_EQ(only(*outcome).ending, Ending::unsolved);
  return *outcome;
}

} // namespace

TEST(Loop, lands_a_fix_that_every_test_accepts) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).ending, Ending::landed);
  EXPECT_EQ(stage(*outcome), model::Stage::landed);
  EXPECT_EQ(world.text("a.cpp"), "good");
  EXPECT_EQ(world.text(k_backup), "bad");
  EXPECT_FALSE(is_green(outcome->before));
  EXPECT_TRUE(is_green(outcome->after));
  EXPECT_EQ(outcome->stopped_because, "nothing is left to heal");
}

TEST(Loop, does_nothing_when_every_test_is_green) {
  World world;
  world.put("a.cpp", "good");
  world.test_without("green", "a.cpp", "bad");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->clusters.empty());
  EXPECT_EQ(outcome->iterations, 0);
  EXPECT_EQ(world.bench.takes, std::vector<std::string>{"user"});
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, leaves_the_tree_as_it_was_when_nothing_helps) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "still bad");
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::fails);
}

TEST(Loop, says_so_when_no_provider_has_a_candidate) {
  auto world = one_fault();
  EXPECT_EQ(only(heal_in_vain(world)).reason, "no provider had a candidate");
}

TEST(Loop, keeps_what_a_provider_wants_known) {
  auto world = one_fault();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).provider_notes, std::vector<std::string>{"fake: looked everywhere"});
}

TEST(Loop, refuses_a_patch_that_breaks_another_test) {
  auto world = one_fault();
  world.test_without("other", "a.cpp", "harmful");
  world.candidate("red", "a.cpp", "harmful");
  const auto outcome = heal_in_vain(world);
  EXPECT_EQ(stage(outcome), model::Stage::breaks_others);
  EXPECT_EQ(only(outcome).attempts[0].verdict.reason, "turns red: other");
}

TEST(Loop, refuses_a_patch_that_makes_a_test_vanish) {
  auto world = one_fault();
  world.bench.tests.push_back({"gone", [](const Look& look) -> Status {
                                 return look.text("a.cpp") == "gone" ? Status() : Status(passed);
                               }});
  world.candidate("red", "a.cpp", "gone");
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::breaks_others);
}

TEST(Loop, refuses_a_patch_that_makes_a_test_skip_itself) {
  auto world = one_fault();
  world.bench.tests.push_back(
      {"shy", [](const Look& look) -> Status { return look.text("a.cpp") == "skip" ? skipped : passed; }});
  world.candidate("red", "a.cpp", "skip");
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::breaks_others);
}

TEST(Loop, refuses_a_patch_that_makes_the_red_test_itself_vanish) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back({"red", [](const Look& look) -> Status {
                                 return look.text("a.cpp") == "gone" ? Status() : Status(failed);
                               }});
  world.candidate("red", "a.cpp", "gone");
  heal_in_vain(world);
}

TEST(Loop, refuses_a_patch_that_makes_the_red_test_itself_skip) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back(
      {"red", [](const Look& look) -> Status { return look.text("a.cpp") == "skip" ? skipped : failed; }});
  world.candidate("red", "a.cpp", "skip");
  heal_in_vain(world);
}

TEST(Loop, refuses_a_patch_that_does_not_compile) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", test::k_build_error);
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::does_not_compile);
}

/// Beside the patch, "other" fails the first so many times that it is looked at in the shadow, or in the
/// tree.
World shaky_world(int& looks, bool in_shadow, int failures) {
  World world;
  world.put("a.cpp", "bad");
  world.test_without("red", "a.cpp", "bad");
  world.bench.tests.push_back({"other", [&looks, in_shadow, failures](const Look& look) -> Status {
                                 const bool counts =
                                     look.text("a.cpp") == "good" && look.in_shadow == in_shadow;
                                 return counts && looks++ < failures ? failed : passed;
                               }});
  world.candidate("red", "a.cpp", "good");
  world.bench.seconds = 1;
  return world;
}

TEST(Loop, keeps_a_patch_beside_which_another_test_fails_now_and_then) {
  for (const bool in_shadow : {true, false}) {
    int looks = 0;
    auto world = shaky_world(looks, in_shadow, 1);
    const auto outcome = world.heal();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(only(*outcome).ending, Ending::landed) << in_shadow;
    EXPECT_EQ(world.text("a.cpp"), "good");
    EXPECT_GT(looks, 1);
  }
}

TEST(Loop, refuses_a_patch_beside_which_another_test_fails_again) {
  int looks = 0;
  auto world = shaky_world(looks, true, 2);
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::breaks_others);
}

TEST(Loop, refuses_a_patch_that_passes_only_sometimes) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back({"red", [](const Look& look) -> Status {
                                 const bool lucky = look.text("a.cpp") == "sometimes" && look.run % 3 != 0;
                                 return lucky ? passed : failed;
                               }});
  world.candidate("red", "a.cpp", "sometimes");
  world.bench.seconds = 1; // so that all reruns are made
  const auto outcome = heal_in_vain(world);
  EXPECT_EQ(stage(outcome), model::Stage::fails);
  const auto& reason = only(outcome).attempts[0].verdict.reason;
  EXPECT_NE(reason.find("passes only sometimes"), std::string::npos) << reason;
}

TEST(Loop, runs_a_short_suite_whole_at_once) {
  const auto looks_in_shadow = [](double seconds) {
    auto world = one_fault();
    world.bench.seconds = seconds;
    world.candidate("red", "a.cpp", "good");
    EXPECT_TRUE(world.heal());
    return std::ranges::count(world.bench.takes, "shadow");
  };
  EXPECT_EQ(looks_in_shadow(60) - looks_in_shadow(0.1), 1);
}

TEST(Loop, builds_no_patch_that_the_gate_refuses) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  world.inspect = [](const model::Patch&) {
    return std::vector<model::Finding>{{"locked", model::Severity::error, "a.cpp is locked", "a.cpp", 1}};
  };
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::refused);
  EXPECT_EQ(std::ranges::count(world.bench.takes, "shadow"), 0);
}

TEST(Loop, tries_the_next_candidate_after_a_bad_one) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "still bad");
  world.candidate("red", "a.cpp", "good");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).kept, 1);
  EXPECT_EQ(world.text("a.cpp"), "good");
}

TEST(Loop, never_tries_to_heal_a_flaky_test) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back(
      {"moody", [](const Look& look) -> Status { return look.run == 0 ? failed : passed; }});
  world.candidate("moody", "a.cpp", "good");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).ending, Ending::flaky);
  EXPECT_TRUE(only(*outcome).attempts.empty());
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, edits_nothing_when_it_shall_only_propose) {
  auto world = one_fault();
  world.options.mode = settings::Mode::propose;
  world.candidate("red", "a.cpp", "good");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).ending, Ending::proposed);
  EXPECT_EQ(stage(*outcome), model::Stage::validated);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, commits_only_when_it_shall) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  ASSERT_TRUE(world.heal());
  EXPECT_EQ(world.commits, 0);

  auto committed = one_fault();
  committed.options.mode = settings::Mode::commit;
  committed.candidate("red", "a.cpp", "good");
  const auto outcome = committed.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(committed.commits, 1);
  EXPECT_EQ(only(*outcome).commit, "c0ffee");
}

TEST(Loop, rolls_back_when_the_users_tree_turns_red_though_the_shadow_was_green) {
  World world;
  world.put("a.cpp", "bad");
  world.bench.tests.push_back({"red", [](const Look& look) -> Status {
                                 return look.in_shadow && look.text("a.cpp") == "good" ? passed : failed;
                               }});
  world.candidate("red", "a.cpp", "good");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).ending, Ending::rolled_back);
  EXPECT_EQ(stage(*outcome), model::Stage::rolled_back);
  EXPECT_FALSE(outcome->restore_failed);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, rolls_back_when_another_test_turns_red_in_the_users_tree) {
  auto world = one_fault();
  world.bench.tests.push_back({"other", [](const Look& look) -> Status {
                                 return !look.in_shadow && look.text("a.cpp") == "good" ? failed : passed;
                               }});
  world.candidate("red", "a.cpp", "good");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->clusters.front().ending, Ending::rolled_back);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, holds_a_build_fix_that_reveals_red_tests_and_lands_it_with_their_fix) {
  auto world = one_fault();
  world.put("c.cpp", test::k_build_error);
  world.candidate("build::c.cpp", "c.cpp", "compiles");
  world.candidate("red", "a.cpp", "good");
  bool landed_alone = false;
  world.bench.on_take = [&](bool in_shadow, const Selection&) {
    landed_alone = landed_alone || (in_shadow && world.text("c.cpp") == "compiles");
  };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->clusters.size(), 2U);
  EXPECT_EQ(outcome->clusters[0].ending, Ending::landed);
  EXPECT_EQ(outcome->clusters[1].ending, Ending::landed);
  EXPECT_EQ(world.text("a.cpp") + " " + world.text("c.cpp"), "good compiles");
  EXPECT_TRUE(is_green(outcome->after));
  EXPECT_FALSE(landed_alone);
}

TEST(Loop, leaves_a_build_fix_out_of_the_tree_when_what_it_reveals_cannot_be_healed) {
  auto world = one_fault();
  world.put("c.cpp", test::k_build_error);
  world.candidate("build::c.cpp", "c.cpp", "compiles");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->clusters[0].ending, Ending::held);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, does_not_work_on_what_old_programs_do_while_the_build_is_red) {
  auto world = one_fault();
  world.put("c.cpp", test::k_build_error);
  world.bench.runs_old_programs = true;
  world.candidate("red", "a.cpp", "good");
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->clusters.size(), 2U);
  for (const auto& cluster : outcome->clusters)
    EXPECT_TRUE(cluster.attempts.empty());
  EXPECT_NE(outcome->clusters[1].reason.find("earlier state"), std::string::npos);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, works_on_a_bounded_number_of_causes_at_once) {
  World world;
  for (int i = 0; i < 60; ++i) {
    const auto name = std::string(1, static_cast<char>('A' + i)) + "x";
    world.put(name + ".cpp", "bad");
    world.test_without(name, name + ".cpp", "bad");
  }
  ASSERT_TRUE(world.heal());
  EXPECT_TRUE(world.has_said("only the first"));
}

TEST(Loop, heals_several_build_errors_together) {
  auto world = one_fault();
  world.put("a.cpp", "good");
  world.put("c.cpp", test::k_build_error);
  world.put("d.cpp", test::k_build_error);
  world.candidate("build::c.cpp", "c.cpp", "compiles");
  world.candidate("build::d.cpp", "d.cpp", "compiles");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("c.cpp") + " " + world.text("d.cpp"), "compiles compiles");
  EXPECT_TRUE(is_green(outcome->after));
}

TEST(Loop, refuses_a_build_fix_that_breaks_something_else_in_the_build) {
  auto world = one_fault();
  world.put("a.cpp", "good");
  world.put("c.cpp", test::k_build_error);
  world.candidate("build::c.cpp", "c.cpp", "compiles");
  world.candidates["build::c.cpp"][0].changes.push_back({"b.cpp", "fine", test::k_build_error});
  EXPECT_EQ(stage(heal_in_vain(world)), model::Stage::does_not_compile);
}

TEST(Loop, stops_after_an_iteration_that_brings_nothing) {
  auto world = one_fault();
  world.options.max_iterations = 5;
  world.candidate("red", "a.cpp", "still bad");
  EXPECT_EQ(heal_in_vain(world).iterations, 1);
}

TEST(Loop, heals_two_independent_causes_in_one_run) {
  auto world = one_fault();
  world.put("b.cpp", "bad");
  world.candidate("red", "a.cpp", "good");
  world.candidate("green", "b.cpp", "good");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->clusters.size(), 2U);
  for (const auto& cluster : outcome->clusters)
    EXPECT_EQ(cluster.ending, Ending::landed);
  EXPECT_EQ(world.text("a.cpp") + world.text("b.cpp"), "goodgood");
}

TEST(Loop, heals_one_cause_beside_another_that_nothing_helps) {
  auto world = one_fault();
  world.put("b.cpp", "bad");
  world.candidate("green", "b.cpp", "good");
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp") + world.text("b.cpp"), "badgood");
  EXPECT_FALSE(is_green(outcome->after));
}

TEST(Loop, restores_the_original_when_interrupted_while_the_patch_is_in_the_users_tree) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  const auto before = world.tree();
  world.bench.on_take = [&](bool in_shadow, const Selection&) {
    world.interrupted = !in_shadow && world.text("a.cpp") == "good";
  };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.tree(), before);
  EXPECT_EQ(outcome->stopped_because, "interrupted");
  EXPECT_EQ(outcome->clusters.front().ending, Ending::rolled_back);
}

TEST(Loop, starts_nothing_new_when_interrupted_during_the_first_run) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  world.interrupted = true;
  const auto before = world.tree();
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).ending, Ending::interrupted);
  EXPECT_EQ(world.tree(), before);
}

TEST(Loop, does_not_overwrite_a_file_that_was_changed_meanwhile) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  world.bench.on_take = [&](bool in_shadow, const Selection& selection) {
    if (in_shadow && !selection.ctest_names.empty() && selection.skip_build)
      world.put("a.cpp", "bad, and my own work"); // during the last rerun before it lands
  };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->clusters.front().ending, Ending::held);
  EXPECT_EQ(world.text("a.cpp"), "bad, and my own work");
  EXPECT_EQ(world.text(k_backup), "(none)");
}

TEST(Loop, keeps_account_of_whom_it_asked) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  world.empty_providers = {{"first", true}, {"first", true}, {"second", true}};
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  const auto& asks = only(*outcome).asks;
  ASSERT_EQ(asks.size(), 3U) << "one that is asked in two rounds is one";
  EXPECT_EQ(asks[0].provider, "first");
  EXPECT_EQ(asks[0].candidates, 0);
  EXPECT_EQ(asks[2].provider, "fake");
  EXPECT_EQ(asks[2].candidates, 1);
}

TEST(Loop, asks_providers_in_the_order_it_is_told) {
  auto world = one_fault();
  world.candidate("red", "a.cpp", "good");
  world.empty_providers = {{"slow", true}};
  world.order = [](const model::Cluster&, auto& providers) { std::ranges::reverse(providers); };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(only(*outcome).asks.size(), 1U) << "nobody is asked once a fix is accepted";
  EXPECT_EQ(only(*outcome).asks[0].provider, "fake");
}

TEST(Loop, looks_for_suspects_once_and_only_when_somebody_wants_them) {
  auto world = one_fault();
  world.empty_providers = {{"first", false}, {"second", true}, {"third", true}};
  world.suspects.clear();
  ASSERT_TRUE(world.heal());
  EXPECT_EQ(world.locates, 1);
  world.candidate("red", "a.cpp", "good");
  world.empty_providers.clear();
  world.locates = 0;
  world.order = [](const model::Cluster&, auto& providers) {
    providers.insert(providers.begin(), std::make_unique<test::EmptyProvider>("first", false));
    providers.pop_back();
  };
  ASSERT_TRUE(world.heal());
  EXPECT_EQ(world.locates, 0);
}

TEST(Loop, asks_only_for_the_wanted_signatures) {
  auto world = one_fault();
  world.put("b.cpp", "bad");
  world.candidate("red", "a.cpp", "good");
  world.candidate("green", "b.cpp", "good");
  world.options.only = {"AssertionFailure of green"};
  ASSERT_TRUE(world.heal());
  EXPECT_EQ(world.text("a.cpp") + world.text("b.cpp"), "badgood");
}

TEST(Loop, looks_no_longer_where_three_long_searches_were_in_vain) {
  World world;
  world.put("a.cpp", "bad");
  for (const auto* name : {"one", "two", "three", "four"})
    world.test_without(name, "a.cpp", "bad");
  world.empty_providers = {{"searcher", true}};
  world.locating = std::chrono::seconds(25);
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->clusters.size(), 4U);
  EXPECT_EQ(outcome->clusters[2].reason, "no provider had a candidate");
  EXPECT_EQ(outcome->clusters[2].asks.front().provider, "searcher");
  EXPECT_EQ(outcome->clusters[3].reason,
            "3 causes whose first suspect is in a.cpp were worked on in vain; this one alone: --only "
            "AssertionFailure of " +
                outcome->clusters[3].cluster.events.front().test_id);
  EXPECT_TRUE(std::ranges::none_of(outcome->clusters[3].asks,
                                   [](const Ask& ask) { return ask.provider == "searcher"; }));
}

TEST(Loop, short_searches_in_vain_are_made_for_every_cause) {
  World world;
  world.put("a.cpp", "bad");
  for (const auto* name : {"one", "two", "three", "four"})
    world.test_without(name, "a.cpp", "bad");
  world.empty_providers = {{"searcher", true}};
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->clusters[3].asks.front().provider, "searcher");
}

/// A search's candidates for the red test, each of which heals it.
void add_good_ones(World& world, int count) {
  for (int i = 0; i < count; ++i) {
    world.candidate("red", "a.cpp", "good " + std::to_string(i));
    world.candidates["red"].back().provider = "search";
  }
}

TEST(Loop, shows_further_patches_of_a_search_untested_where_testing_is_slow) {
  auto world = one_fault();
  add_good_ones(world, 3);
  world.bench.on_take = [&](bool in_shadow, const Selection&) {
    world.clock.sleep_for(std::chrono::seconds(in_shadow ? 20 : 0));
  };
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(world.text("a.cpp"), "good 0");
  ASSERT_EQ(only(*outcome).alternatives, (std::vector<int>{1, 2}));
  EXPECT_EQ(only(*outcome).attempts[1].verdict.stage, model::Stage::validated);
  EXPECT_EQ(only(*outcome).attempts[2].verdict.stage, model::Stage::plausible);
  EXPECT_EQ(only(*outcome).attempts[2].verdict.reason,
            "passed in the search; not built and tested by itself, since another is kept");
}

TEST(Loop, shows_a_further_patch_of_another_header_untested) {
  auto world = one_fault();
  world.put("b.hpp", "fine");
  world.test_without("red", "b.hpp", "bad");
  add_good_ones(world, 1);
  world.candidate("red", "b.hpp", "good");
  world.candidates["red"].back().provider = "search";
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).attempts[1].verdict.stage, model::Stage::plausible);
}

TEST(Loop, tests_further_patches_of_a_search_where_that_is_quick) {
  auto world = one_fault();
  add_good_ones(world, 3);
  const auto outcome = world.heal();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(only(*outcome).attempts[1].verdict.stage, model::Stage::validated);
}

} // namespace aurora::heal
