#include "aurora/coverage/merge.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace aurora::coverage {

TEST(Merge, adds_hits_and_keeps_lines_of_both) {
  const Coverage a{{{"x", {{1, {2, {1, 0}}}, {2, {0, {}}}}}}, 1};
  const Coverage b{{{"x", {{1, {3, {0, 4}}}}}, {"y", {{7, {1, {}}}}}}, 2};
  const auto merged = merge(a, b);
  EXPECT_EQ(merged.files.at("x").at(1), (LineCoverage{5, {1, 4}}));
  EXPECT_EQ(merged.files.at("x").at(2).hits, 0);
  EXPECT_EQ(merged.files.at("y").at(7).hits, 1);
  EXPECT_EQ(merged.ignored, 3);
}

TEST(Merge, takes_the_maximum_when_the_same_run_is_told_twice) {
  const Coverage a{{{"x", {{1, {2, {}}}}}}, 0};
  EXPECT_EQ(merge(a, a, {.hits = Hits::maximum}), a);
}

TEST(Merge, saturates_instead_of_overflowing) {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const Coverage a{{{"x", {{1, {most, {}}}}}}, 0};
  EXPECT_EQ(merge(a, a).files.at("x").at(1).hits, most);
}

TEST(Merge, keeps_the_longer_list_of_branches_when_they_differ) {
  const Coverage a{{{"x", {{1, {1, {1, 0}}}}}}, 0};
  const Coverage b{{{"x", {{1, {1, {0, 0, 5}}}}}}, 0};
  EXPECT_EQ(merge(a, b).files.at("x").at(1).branches, (std::vector<std::int64_t>{0, 0, 5}));
}

} // namespace aurora::coverage
