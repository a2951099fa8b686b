#include "aurora/repair/fixit_reader.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

TEST(ReadFixits, reads_what_gcc_prints) {
  const auto groups = read_fixits(
      "a.cpp:3:2: error: expected ';' after struct definition\n    3 | }\n      |  ^\n      |  ;\n"
      "fix-it:\"a.cpp\":{3:2-3:2}:\";\"\n");
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].fixits[0], (Fixit{"a.cpp", {3, 2}, {3, 2}, ";"}));
  EXPECT_EQ(groups[0].origin, FixitOrigin::error);
}

TEST(ReadFixits, keeps_notes_below_errors_and_drops_those_below_warnings) {
  const auto groups =
      read_fixits("a.cpp:1:1: warning: w\na.cpp:1:1: note: n\nfix-it:\"a.cpp\":{1:1-1:2}:\"x\"\n"
                  "a.cpp:2:1: error: e\na.cpp:2:1: note: n\nfix-it:\"a.cpp\":{2:1-2:2}:\"y\"\n");
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].fixits[0].text, "y");
}

TEST(ReadFixits, unescapes_paths_and_texts) {
  const auto groups = read_fixits("a.cpp:1:1: error: e\nfix-it:\"a\\\"\\303\\251.cpp\":{1:1-1:1}:\"\\n\"\n");
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].fixits[0].path, "a\"\xC3\xA9.cpp");
  EXPECT_EQ(groups[0].fixits[0].text, "\n");
}

TEST(ReadFixits, ignores_lines_that_are_cut_off) {
  for (const auto* line :
       {"fix-it:\"a", "fix-it:\"a\":{", "fix-it:\"a\":{1:1-", "fix-it:\"a\":{1:1-0:1}:\"x\"",
        "fix-it:\"a\":{1:1-1:99999999999999}:\"x\"", "fix-it:"})
    EXPECT_TRUE(read_fixits(std::string("a:1:1: error: e\n") + line + "\n").empty()) << line;
}

} // namespace aurora::repair
