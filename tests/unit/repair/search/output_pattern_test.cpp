#include "aurora/repair/search/output_pattern.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

bool finds(const std::string& pattern, const std::string& text) {
  const auto made = OutputPattern::from_cmake(pattern);
  EXPECT_TRUE(made) << pattern;
  return made && made->is_in(text);
}

TEST(OutputPattern, of_plain_text_is_that_text) {
  EXPECT_TRUE(finds(", Fail 0", "Pass 12, Fail 0\n"));
  EXPECT_FALSE(finds(", Fail 0", "Pass 12, Fail 1\n"));
  EXPECT_TRUE(finds("\\[  OK \\]", "[  OK ]"));
}

TEST(OutputPattern, reads_the_syntax_of_cmake) {
  EXPECT_TRUE(finds("cost: +[0-9]+ (EUR|euro)", "the cost:  70 euro"));
  EXPECT_FALSE(finds("cost: +[0-9]+ (EUR|euro)", "the cost: 70 dollars"));
  EXPECT_TRUE(finds("a.b", "a\nb"));
  EXPECT_TRUE(finds("[]x]+y", "]x]y"));
  EXPECT_TRUE(finds("[^]]z", "xz"));
  EXPECT_FALSE(finds("[^]]z", "]z"));
}

TEST(OutputPattern, has_anchors_at_the_ends_of_the_output_not_of_lines) {
  EXPECT_TRUE(finds("^b?one", "one\ntwo"));
  EXPECT_FALSE(finds("^two?", "one\ntwo"));
  EXPECT_FALSE(finds("on?e$", "one\ntwo"));
  EXPECT_TRUE(finds("(^x|^on?e|two$)", "one\nthree"));
}

TEST(OutputPattern, has_no_intervals_and_no_classes) {
  EXPECT_TRUE(finds("a{2}.", "a{2}!"));
  EXPECT_FALSE(finds("a{2}.", "aab"));
  EXPECT_TRUE(finds("\\w+", "www"));
  EXPECT_FALSE(finds("\\w+", "abc"));
  EXPECT_TRUE(finds("\\{.\\}", "{x}"));
  EXPECT_FALSE(finds("\\<.+", "word"));
}

TEST(OutputPattern, is_refused_where_cmake_or_posix_cannot_read_it) {
  for (const auto* pattern : {"(open", "a)b(", "[open", "*a", "a|*b", "a**", "(+a)", "[[:digit:]]+.", "a.\\",
                              "a.*^b", "$.", "(a$b)"})
    EXPECT_FALSE(OutputPattern::from_cmake(pattern)) << pattern;
}

TEST(OutputPattern, ends_at_the_first_nul) {
  EXPECT_FALSE(finds("late", std::string("early\0late", 10)));
  EXPECT_FALSE(finds("la.e", std::string("early\0late", 10)));
}

TEST(OutputPattern, is_the_same_as_one_of_the_same_text) {
  EXPECT_EQ(*OutputPattern::from_cmake("a.c"), *OutputPattern::from_cmake("a.c"));
  EXPECT_FALSE(*OutputPattern::from_cmake("a.c") == *OutputPattern::from_cmake("abc"));
}

TEST(IsPrinted, looks_at_both_streams_as_one) {
  const std::vector patterns{*OutputPattern::from_cmake("done.*warned"),
                             *OutputPattern::from_cmake("^never.$")};
  EXPECT_TRUE(is_printed(patterns, "done\n", "warned\n"));
  EXPECT_TRUE(is_printed(patterns, "warned\n", "done\n"));
  EXPECT_FALSE(is_printed(patterns, "done\n", ""));
  EXPECT_FALSE(is_printed({}, "done\n", ""));
}

} // namespace
} // namespace aurora::repair::search
