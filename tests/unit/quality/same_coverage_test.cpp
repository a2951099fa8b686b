#include "aurora/quality/same_coverage.hpp"

#include <gmock/gmock.h>

namespace aurora::quality {
namespace {

TEST(SameCoverage, joins_tests_that_reach_the_same_lines_of_the_code_under_test) {
  const auto groups = same_coverage({{"a", {{"src/x.cpp", 1}, {"tests/x_test.cpp", 5}}},
                                     {"b", {{"src/x.cpp", 1}, {"tests/x_test.cpp", 9}}},
                                     {"c", {{"src/x.cpp", 1}, {"src/x.cpp", 2}}},
                                     {"d", {{"src/y.cpp", 1}}}});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_THAT(groups[0].tests, testing::ElementsAre("a", "b"));
  EXPECT_EQ(groups[0].lines, 1U);
}

TEST(SameCoverage, is_none_of_tests_that_reach_only_themselves) {
  EXPECT_TRUE(same_coverage({{"a", {{"tests/x_test.cpp", 5}}}, {"b", {{"tests/x_test.cpp", 5}}}}).empty());
}

} // namespace
} // namespace aurora::quality
