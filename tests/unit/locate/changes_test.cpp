#include "aurora/locate/changes.hpp"

#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::locate {

const std::string k_diff = "diff --git a/src/a.cpp b/src/a.cpp\n"
                           "index 1..2 100644\n"
                           "--- a/src/a.cpp\n"
                           "+++ b/src/a.cpp\n"
                           "@@ -3 +3,2 @@ int f()\n"
                           "--- removed;\n"
                           "+++ added;\n"
                           "+one more\n"
                           "@@ -9,2 +9,0 @@\n"
                           "-x\n"
                           "-y\n"
                           "diff --git a/gone.cpp b/gone.cpp\n"
                           "--- a/gone.cpp\n"
                           "+++ /dev/null\n"
                           "@@ -1 +0,0 @@\n"
                           "-z\n";

TEST(ChangedLines, are_ranges_of_the_new_text) {
  EXPECT_EQ(parse_changed_lines(k_diff),
            (std::vector<ChangedLines>{{"src/a.cpp", 3, 4}, {"src/a.cpp", 9, 10}}));
}

TEST(ChangedLines, of_damaged_diffs_stay_sane) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed)
    for (const auto& change : parse_changed_lines(testing::mutated(k_diff, seed))) {
      EXPECT_GE(change.first, 1);
      EXPECT_GE(change.last, change.first);
    }
  EXPECT_TRUE(parse_changed_lines("@@ -1 +1 @@\n+++ b/x\n@@ -1 +99999999999 @@\n").empty());
}

} // namespace aurora::locate
