#include "aurora/repair/source_text.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

TEST(SourceText, turns_a_position_into_an_offset_and_back) {
  const SourceText source("ab\r\ncd\n\nx");
  EXPECT_EQ(source.line_count(), 4);
  EXPECT_EQ(source.line(1), "ab");
  EXPECT_EQ(source.offset({2, 2}), 5U);
  EXPECT_EQ(source.position(5), (Position{2, 2}));
  EXPECT_EQ(source.offset({2, 9}), std::nullopt);
  EXPECT_EQ(source.offset({9, 1}), std::nullopt);
}

TEST(SourceText, inserts_with_the_indentation_and_line_ends_of_the_file) {
  const SourceText source("a {\r\n\tb;\r\n}\r\n");
  const auto edit = source.insert_before(2, "x\ny");
  EXPECT_EQ(apply_replacements(source.text(), {edit}), "a {\r\n\tx\r\n\ty\r\n\tb;\r\n}\r\n");
  EXPECT_EQ(source.indent_unit(), "\t");
}

TEST(SourceText, inserts_after_a_last_line_without_a_terminator) {
  const SourceText source("a\nb");
  EXPECT_EQ(apply_replacements(source.text(), {source.insert_after(2, "c")}), "a\nb\nc");
}

TEST(ApplyReplacements, refuses_edits_that_overlap_or_lie_outside) {
  EXPECT_EQ(apply_replacements("abcdef", {{0, 3, "x"}, {2, 4, "y"}}), std::nullopt);
  EXPECT_EQ(apply_replacements("abc", {{2, 9, "x"}}), std::nullopt);
  EXPECT_EQ(apply_replacements("abc", {{2, 3, "z"}, {0, 1, "x"}}), "xbz");
}

} // namespace aurora::repair
