#include "aurora/model/patch.hpp"

#include <gtest/gtest.h>

namespace aurora::model {

TEST(Patch, becomes_one_diff_in_path_order) {
  Patch patch;
  patch.changes = {{"b.cpp", "1\n", "2\n"}, {"a.cpp", std::nullopt, "new\n"}};
  EXPECT_EQ(to_diff(patch), "--- /dev/null\n+++ b/a.cpp\n@@ -0,0 +1 @@\n+new\n"
                            "--- a/b.cpp\n+++ b/b.cpp\n@@ -1 +1 @@\n-1\n+2\n");
  EXPECT_EQ(changed_lines(patch), 3);
}

} // namespace aurora::model
