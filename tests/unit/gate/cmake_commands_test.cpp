#include "aurora/gate/cmake_commands.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {

TEST(ReadCMake, understands_comments_quotes_and_brackets) {
  const auto commands =
      read_cmake("# add_test(no)\nAdd_Test(NAME \"a b\" #[[ c ]] COMMAND\n  [=[x ) y]=])\nset(a)\n");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].name, "add_test");
  EXPECT_EQ(commands[0].arguments, (std::vector<std::string>{"NAME", "a b", "COMMAND", "x ) y"}));
  EXPECT_EQ(commands[0].line, 2);
  EXPECT_EQ(commands[0].argument_lines.back(), 3);
  EXPECT_EQ(commands[1].line, 4);
}

TEST(ReadCMake, ends_on_malformed_text) {
  for (const auto* text : {"a(", "a(\"", "a([[", "#[[", "(((", "a(b\\", ")", "\xFF("})
    (void)read_cmake(text);
  EXPECT_EQ(read_cmake("a(b").size(), 1U);
}

} // namespace aurora::gate
