#include "aurora/report/escape.hpp"

#include <gtest/gtest.h>

namespace aurora::report {

TEST(EscapeMarkup, leaves_no_markup_and_no_control_characters) {
  EXPECT_EQ(escape_markup("<a b='c'>&\"\x01"), "&lt;a b=&#39;c&#39;&gt;&amp;&quot;?");
  EXPECT_EQ(escape_markup("\xEF\xBF\xBF"), "?");
}

TEST(EscapeMarkdown, starts_no_construct) {
  EXPECT_EQ(escape_markdown("# a\n<b> `c` [d](e)|"), "\\# a \\<b\\> \\`c\\` \\[d\\](e)\\|");
}

TEST(Fenced, cannot_be_ended_by_its_text) {
  EXPECT_EQ(fenced("a\n````\nb", "diff"), "`````diff\na\n````\nb\n`````\n");
  EXPECT_EQ(fenced("a\n", ""), "```\na\n```\n");
}

TEST(OneLine, cuts_between_characters) {
  EXPECT_EQ(one_line("a\nb\tc"), "a b c");
  EXPECT_EQ(one_line("\xC3\xA4\xC3\xA4\xC3\xA4", 3), "\xC3\xA4…");
}

} // namespace aurora::report
