#include "aurora/quality/mutants.hpp"

#include <gmock/gmock.h>

namespace aurora::quality {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Mutant mutant(int line, std::vector<std::size_t> reached, std::vector<std::size_t> killed) {
  Mutant out;
  out.file = line < 100 ? "a.c" : "b.c";
  out.line = line;
  out.reached = std::move(reached);
  out.killed = std::move(killed);
  out.tried = out.complete = true;
  return out;
}

/// a and b do the same; c reaches as much and kills more; d kills nothing.
MutantRun sample() {
  MutantRun run;
  run.tests = {"a", "b", "c", "d", "e"};
  run.mutants = {mutant(9, {0, 1, 2, 3, 4}, {0, 1, 2}), mutant(3, {0, 1, 2, 3, 4}, {2}), mutant(5, {}, {}),
                 mutant(4, {0, 1, 2, 3, 4}, {}), mutant(100, {}, {})};
  return run;
}

const std::vector<SameCoverage> k_same{{{"a", "b", "c", "d", "e", "unknown"}, 7}};

TEST(MutantScores, are_by_file) {
  auto run = sample();
  run.mutants[1].tried = run.mutants[1].complete = false;
  run.mutants[1].killed.clear();
  const auto files = scores(run);
  ASSERT_THAT(files, SizeIs(2));
  EXPECT_EQ(files[0].file, "a.c");
  EXPECT_EQ(files[0].mutants, 4);
  EXPECT_EQ(files[0].killed, 1);
  EXPECT_EQ(files[0].survived, 1);
  EXPECT_EQ(files[0].not_reached, 1);
  EXPECT_EQ(files[0].not_tried, 1);
  EXPECT_NEAR(files[0].percent(), 100.0 / 3, 1e-9);
  EXPECT_EQ(files[1].percent(), 0);
}

TEST(MutantSurvivors, are_those_that_nobody_kills_by_place) {
  std::vector<int> lines;
  for (const auto& one : survivors(sample()))
    lines.push_back(one.line);
  EXPECT_THAT(lines, ElementsAre(4, 5, 100));
}

TEST(RedundantTests, reach_and_kill_the_same) {
  const auto groups = redundant(sample(), k_same);
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0].tests, ElementsAre("a", "b"));
  EXPECT_EQ(groups[0].mutants, 1U);
  EXPECT_EQ(groups[0].lines, 7U);
}

TEST(RedundantTests, are_not_told_from_a_part_of_the_mutants) {
  auto run = sample();
  run.mutants[3].complete = false;
  EXPECT_THAT(redundant(run, k_same), IsEmpty());
}

TEST(RedundantTests, need_the_same_coverage) {
  EXPECT_THAT(redundant(sample(), {{{"a", "c"}, 7}, {{"b", "d"}, 3}}), IsEmpty());
}

TEST(MutantWords, tell_what_was_changed) {
  Mutant one;
  one.before = "a  <\n b";
  one.after = "a <= b";
  EXPECT_EQ(in_words(one), "`a < b` changed into `a <= b`");
  one.after = ";";
  EXPECT_EQ(in_words(one), "`a < b` taken away");
  one.after = "a <= b";
  one.source_line = "if (a < b)";
  EXPECT_EQ(in_words(one), "`a < b` changed into `a <= b` in `if (a < b)`");
  one.source_line = "";
  one.before = "";
  one.after = "return;";
  EXPECT_EQ(in_words(one), "`return;` put in");
}

} // namespace
} // namespace aurora::quality
