#include "aurora/quality/likely.hpp"

#include <gtest/gtest.h>

namespace aurora::quality {
namespace {

PastRun run_at(std::string commit, std::set<std::string> failing) {
  PastRun run;
  run.commit = std::move(commit);
  run.failing = std::move(failing);
  return run;
}

TEST(StepsOf, are_between_different_commits_and_name_what_began_to_fail) {
  const auto steps = steps_of(
      {run_at("1", {}), run_at("1", {"x"}), run_at("", {"y"}), run_at("2", {"x", "y"}), run_at("3", {})},
      [](const std::string& from, const std::string& to) -> std::set<std::string> {
        return to == "3" ? std::set<std::string>{} : std::set<std::string>{from + ".." + to};
      });
  ASSERT_EQ(steps.size(), 1U); // nothing is known of 2..3
  EXPECT_EQ(steps[0].changed, (std::set<std::string>{"1..2"}));
  EXPECT_EQ(steps[0].began_to_fail, (std::set<std::string>{"y"}));
}

const std::vector<Step> k_steps{
    {{"a", "b"}, {"often"}}, {{"a"}, {"often", "once"}}, {{"a"}, {}}, {{"c"}, {"other"}}};

TEST(LikelyFailures, are_those_of_the_changed_files_most_likely_first) {
  const auto likely = likely_failures(k_steps, {"a"});
  ASSERT_EQ(likely.size(), 2U);
  EXPECT_EQ(likely[0].test, "often");
  EXPECT_DOUBLE_EQ(likely[0].probability, 0.5); // 2 of 3 changes, and one that did not break it
  EXPECT_EQ(likely[0].failed, 2);
  EXPECT_EQ(likely[0].changes, 3);
  EXPECT_EQ(likely[1].test, "once");
  EXPECT_DOUBLE_EQ(likely[1].probability, 0.25);
}

TEST(LikelyFailures, take_files_as_independent_evidence) {
  const auto likely = likely_failures(k_steps, {"a", "b"});
  EXPECT_DOUBLE_EQ(likely[0].probability, 0.75);
  EXPECT_TRUE(likely_failures(k_steps, {"unknown"}).empty());
}

} // namespace
} // namespace aurora::quality
