#include "aurora/repair/search/ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

CandidateSet three_candidates() {
  CandidateSet set;
  set.sites = {{1, 4, "a.c", 7, 7, "f"}};
  for (unsigned id = 1; id <= 3; ++id) {
    Candidate candidate;
    candidate.id = id;
    candidate.file = "a.c";
    candidate.cost = 2;
    candidate.begin = 2 * (id - 1);
    candidate.end = candidate.begin + 1;
    candidate.replacement = std::to_string(id);
    candidate.title = "change " + std::to_string(id);
    candidate.kind = "k";
    set.candidates.push_back(candidate);
  }
  return set;
}

Trial single(std::size_t index) {
  Trial trial;
  trial.first = index;
  trial.plausible = true;
  return trial;
}

std::vector<TestPlan> one_red() {
  auto plan = direct_plan("red", false);
  plan.reached = {{1, 1}};
  return {plan};
}

std::vector<std::size_t> firsts(const std::vector<Ranked>& ranked) {
  std::vector<std::size_t> result;
  for (const auto& entry : ranked)
    result.push_back(entry.trial.first);
  return result;
}

TEST(Ranking, prefers_likely_templates_over_unlikely_ones_and_deletions) {
  auto set = three_candidates();
  set.candidates[0].cost = 3;
  set.candidates[1].deletion = true;
  const auto plans = one_red();
  const Spectrum spectrum(set, plans);
  auto deletion_last = rank({single(0), single(1), single(2)}, set, spectrum);
  EXPECT_EQ(deletion_last.front().trial.first, 2U);
}

TEST(Ranking, prefers_what_heals_other_red_tests_too) {
  const auto set = three_candidates();
  const auto plans = one_red();
  auto healer = single(2);
  healer.also_healed = 1;
  EXPECT_EQ(rank({single(0), healer}, set, Spectrum(set, plans)).front().trial.first, 2U);
}

TEST(Ranking, prefers_two_changes_that_leave_nothing_red_to_one_that_does) {
  const auto set = three_candidates();
  const auto plans = one_red();
  auto pair = single(0);
  pair.second = 1;
  pair.also_healed = 1;
  pair.heals_all = true;
  EXPECT_THAT(firsts(rank({single(2), pair}, set, Spectrum(set, plans))), testing::ElementsAre(0U, 2U));
}

TEST(Ranking, puts_two_changes_behind_one) {
  const auto set = three_candidates();
  const auto plans = one_red();
  const Spectrum spectrum(set, plans);
  auto pair = single(0);
  pair.second = 1;
  EXPECT_THAT(firsts(rank({pair, single(2)}, set, spectrum)), testing::ElementsAre(2U, 0U));
}

TEST(Agreement, of_many_outweighs_a_slightly_likelier_one) {
  std::vector<Ranked> ranked = {{single(0), 1.9}, {single(1), 2.0}, {single(2), 2.1}};
  const std::vector<Behaviour> behaviours = {{{1, 1}, 0}, {{1, 2}, 0}, {{1, 2}, 0}};
  const auto result = prefer_agreement(ranked, behaviours);
  EXPECT_THAT(firsts(result), testing::ElementsAre(1U, 0U, 2U));
  EXPECT_EQ(result.front().agreeing, 2);
  EXPECT_GT(result[0].share, result[1].share);
}

TEST(Agreement, leaves_what_was_not_observed_at_the_end) {
  std::vector<Ranked> ranked = {{single(0), 1}, {single(1), 2}, {single(2), 3}};
  EXPECT_THAT(firsts(prefer_agreement(ranked, {{{5}, 0}})), testing::ElementsAre(0U, 1U, 2U));
}

TEST(PatchOfATrial, holds_both_edits_and_names_the_place) {
  const auto set = three_candidates();
  auto trial = single(0);
  trial.second = 2;
  const auto patch = to_patch({trial, 4}, set, {{"a.c", "a b c"}});
  ASSERT_TRUE(patch);
  EXPECT_EQ(patch->provider, "search");
  EXPECT_EQ(*patch->changes.front().after, "1 b 3");
  EXPECT_NE(patch->title.find("a.c:7 in f"), std::string::npos);
}

} // namespace
} // namespace aurora::repair::search
