#include "aurora/repair/llm/answer.hpp"

#include <gmock/gmock.h>

namespace aurora::repair::llm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::string& text) {
  const auto proposal = parse_answer(text);
  return proposal ? "" : proposal.error().message;
}

TEST(Answer, reads_search_and_replace_blocks) {
  const auto proposal =
      parse_answer("The divisor is wrong. Use the size.\n\nFILE: src/a.cpp\n<<<<<<< SEARCH\n  return "
                   "1;\n=======\n  return 2;\n>>>>>>> REPLACE\n\nFILE: src/b.cpp\n<<<<<<< "
                   "SEARCH\nx\n=======\n>>>>>>> REPLACE\n");
  ASSERT_TRUE(proposal.has_value());
  EXPECT_EQ(proposal->explanation, "The divisor is wrong. Use the size.");
  EXPECT_THAT(proposal->edits,
              ElementsAre(Edit{"src/a.cpp", "  return 1;\n", "  return 2;\n"}, Edit{"src/b.cpp", "x\n", ""}));
}

TEST(Answer, finds_the_file_in_the_ways_that_models_write_it) {
  for (const std::string name : {"FILE: a.cpp", "`a.cpp`", "**a.cpp**", "### a.cpp", "File: `a.cpp`:"}) {
    const auto proposal =
        parse_answer(name + "\n```cpp\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n```\n");
    ASSERT_TRUE(proposal.has_value()) << name;
    EXPECT_EQ(proposal->edits.front().file, "a.cpp");
  }
}

TEST(Answer, reads_a_unified_diff_without_trusting_its_numbers) {
  const auto proposal =
      parse_answer("Off by one.\n```diff\ndiff --git a/x.cpp b/x.cpp\n--- a/x.cpp\n+++ b/x.cpp\n@@ -999,3 "
                   "+1,1 @@ int f()\n {\n-  return 1;\n+  return 2;\n\n }\n```\nThat is all.\n");
  ASSERT_TRUE(proposal.has_value());
  EXPECT_THAT(proposal->edits, ElementsAre(Edit{"x.cpp", "{\n  return 1;\n\n}\n", "{\n  return 2;\n\n}\n"}));
  EXPECT_EQ(proposal->explanation, "Off by one.\nThat is all.");
}

TEST(Answer, reads_json_as_the_schema_has_it) {
  const auto proposal = parse_answer("```json\n{\"explanation\":\"why\",\"edits\":[{\"file\":\"a\","
                                     "\"search\":\"b\",\"replace\":\"c\"}]}\n```");
  ASSERT_TRUE(proposal.has_value());
  EXPECT_THAT(proposal->edits, ElementsAre(Edit{"a", "b", "c"}));
}

TEST(Answer, refuses_everything_else_and_says_why) {
  EXPECT_THAT(refusal("I think the fault is in the divisor."), HasSubstr("no edit"));
  EXPECT_THAT(refusal(""), HasSubstr("no edit"));
  EXPECT_THAT(refusal("a.cpp\n<<<<<<< SEARCH\nx\n"), HasSubstr("======="));
  EXPECT_THAT(refusal("a.cpp\n<<<<<<< SEARCH\nx\n=======\ny\n"), HasSubstr("not ended"));
  EXPECT_THAT(refusal("a.cpp\n<<<<<<< SEARCH\nx\n<<<<<<< SEARCH\n=======\n"), HasSubstr("======="));
  EXPECT_THAT(refusal("<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n"), HasSubstr("FILE"));
  EXPECT_THAT(refusal("x\n>>>>>>> REPLACE\n"), HasSubstr("no SEARCH"));
  EXPECT_THAT(refusal("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"), HasSubstr("removing"));
  EXPECT_THAT(refusal("--- a/x\n+++ b/x\nno hunk\n"), HasSubstr("no hunk"));
  EXPECT_THAT(refusal("{\"edits\": 3}"), HasSubstr("edits"));
  EXPECT_THAT(refusal("{\"edits\": []}"), HasSubstr("no edit"));
  EXPECT_THAT(refusal("{\"edits\": [{\"file\": \"a\"}]}"), HasSubstr("search"));
  EXPECT_THAT(refusal("{\"edits\": "), HasSubstr("JSON"));
  EXPECT_THAT(refusal(std::string(200, '{')), HasSubstr("JSON"));
  EXPECT_THAT(refusal(std::string(2 << 20, 'x')), HasSubstr("too long"));
  std::string many = "a.cpp\n";
  for (int i = 0; i < 21; ++i)
    many += "<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n";
  EXPECT_THAT(refusal(many), HasSubstr("at most 20"));
}

} // namespace
} // namespace aurora::repair::llm
