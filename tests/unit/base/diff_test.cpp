#include "aurora/base/diff.hpp"

#include <gtest/gtest.h>

namespace aurora::base {

TEST(UnifiedDiff, is_empty_for_equal_texts) {
  EXPECT_EQ(unified_diff("a.cpp", "x\ny\n", "x\ny\n"), "");
}

TEST(UnifiedDiff, shows_one_changed_line_with_three_lines_of_context) {
  const auto diff = unified_diff("d/a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
  EXPECT_EQ(diff, "--- a/d/a.cpp\n+++ b/d/a.cpp\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, marks_a_missing_final_newline) {
  const auto diff = unified_diff("a", "x", "x\n");
  EXPECT_EQ(diff, "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

TEST(UnifiedDiff, starts_a_new_file_from_dev_null) {
  EXPECT_EQ(unified_diff("n", "", "x\n", DiffKind::create), "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n");
}

TEST(UnifiedDiff, keeps_far_apart_changes_in_hunks_of_their_own) {
  std::string before;
  for (int i = 0; i < 30; ++i)
    before += std::to_string(i) + "\n";
  auto after = before;
  after.replace(after.find("3\n"), 2, "three\n");
  after.replace(after.find("25\n"), 3, "x\n");
  const auto diff = unified_diff("a", before, after);
  EXPECT_NE(diff.find("@@ -1,7 +1,7 @@"), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -23,7 +23,7 @@"), std::string::npos) << diff;
}

TEST(CountChanges, counts_added_and_removed_lines) {
  const auto counts = count_changes("a\nb\nc\n", "a\nc\nd\ne\n");
  EXPECT_EQ(counts.added, 2);
  EXPECT_EQ(counts.removed, 1);
}

} // namespace aurora::base
