#include "aurora/coverage/delta.hpp"

#include <gtest/gtest.h>

namespace aurora::coverage {

TEST(Compare, lists_only_the_files_that_differ) {
  Summary before{50, 5, 10, 0, 0, 0, {{"gone", 1, 2, 50}, {"same", 1, 1, 100}, {"up", 1, 2, 50}}};
  Summary after{75, 6, 8, 0, 0, 0, {{"new", 1, 1, 100}, {"same", 1, 1, 100}, {"up", 2, 2, 100}}};
  const auto delta = compare(before, after);
  EXPECT_DOUBLE_EQ(delta.percent_after - delta.percent_before, 25);
  EXPECT_EQ(delta.covered_lines_change, 1);
  EXPECT_EQ(delta.total_lines_change, -2);
  ASSERT_EQ(delta.files.size(), 3U);
  EXPECT_TRUE(delta.files[0].is_gone);
  EXPECT_TRUE(delta.files[1].is_new);
  EXPECT_DOUBLE_EQ(delta.files[2].after, 100);
}

} // namespace aurora::coverage
