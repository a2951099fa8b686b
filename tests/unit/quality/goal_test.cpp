#include "aurora/quality/goal.hpp"

#include <gmock/gmock.h>

namespace aurora::quality {
namespace {

coverage::Lines lines(std::initializer_list<std::pair<int, int>> hits) {
  coverage::Lines out;
  for (const auto& [line, count] : hits)
    out[line].hits = count;
  return out;
}

TEST(BelowGoal, lists_files_by_how_much_is_missed) {
  coverage::Coverage measured;
  measured.files["src/thin.cpp"] = lines({{1, 1}, {2, 0}, {3, 1}, {9, 1}});
  measured.files["src/thinner.cpp"] = lines({{1, 0}, {2, 0}, {5, 0}, {6, 1}, {7, 0}});
  measured.files["src/full.cpp"] = lines({{1, 4}});
  const auto files = below_goal(measured, 80);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, "src/thinner.cpp");
  EXPECT_THAT(files[0].missed, testing::ElementsAre(std::pair(1, 5), std::pair(7, 7)));
  EXPECT_EQ(files[1].path, "src/thin.cpp");
  EXPECT_DOUBLE_EQ(files[1].percent, 75);
}

TEST(BelowGoal, is_reached_by_just_as_much_and_does_not_ask_tests) {
  coverage::Coverage measured;
  measured.files["src/a.cpp"] = lines({{1, 1}, {2, 1}, {3, 1}, {4, 0}});
  measured.files["tests/a_test.cpp"] = lines({{1, 0}});
  EXPECT_TRUE(below_goal(measured, 75).empty());
  EXPECT_EQ(below_goal(measured, 75.1).size(), 1U);
}

} // namespace
} // namespace aurora::quality
