#include "aurora/buildlog/fixit.hpp"

#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::buildlog {

TEST(ParseableFixits, of_gcc_and_clang_are_the_same) {
  const std::vector<FixIt> expected = {{"src/report.cpp", 4, 16, 4, 16, ";"},
                                       {"src/report.cpp", 7, 17, 7, 23, "title"}};
  EXPECT_EQ(read_parseable_fixits(testing::data("gcc/report_fixits.txt")), expected);
  EXPECT_EQ(read_parseable_fixits(testing::data("clang/report_fixits.txt")), expected);
}

TEST(ParseableFixits, insert_whole_lines) {
  const auto fixes = read_parseable_fixits(testing::data("gcc/ledger_fixits.txt"));
  ASSERT_EQ(fixes.size(), 2U);
  EXPECT_EQ(fixes[1], (FixIt{"src/ledger.cpp", 2, 1, 2, 1, "#include <string>\n"}));
}

TEST(ParseableFixits, resolve_escapes) {
  const auto fix = read_fixit_line(R"(fix-it:"a\\b\".cpp":{1:2-3:4}:"\tx\303\244\n\"")");
  ASSERT_TRUE(fix);
  EXPECT_EQ(fix->file, "a\\b\".cpp");
  EXPECT_EQ(fix->replacement, "\tx\xC3\xA4\n\"");
}

TEST(ParseableFixits, refuse_damaged_lines) {
  for (const auto* line :
       {"fix-it:", "fix-it:\"a", "fix-it:\"a\":{1:2-3}:\"x\"", "fix-it:\"a\":{1:2-3:4}:\"x",
        "fix-it:\"a\":{-1:2-3:4}:\"x\"", "fix-it:\"a\":{1:2-3:99999999999}:\"x\"", "fix-it:\"a\\"})
    EXPECT_FALSE(read_fixit_line(line)) << line;
}

} // namespace aurora::buildlog
