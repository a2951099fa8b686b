#include "aurora/buildlog/message.hpp"

#include <gtest/gtest.h>

namespace aurora::buildlog {

TEST(Message, takes_the_option_off) {
  const auto gcc = read_message("unused variable 'x' [-Wunused-variable]");
  EXPECT_EQ(gcc.text, "unused variable 'x'");
  EXPECT_EQ(gcc.option, "-Wunused-variable");
  EXPECT_EQ(read_message("no return [-Werror=return-type]").option, "-Wreturn-type");
  EXPECT_EQ(read_message("no return [-Werror,-Wreturn-type]").option, "-Wreturn-type");
  EXPECT_EQ(read_message("index a[-1]").option, "");
}

TEST(Message, names_what_it_is_about) {
  EXPECT_EQ(read_message("'sort' is not a member of 'std'").symbol, "std::sort");
  EXPECT_EQ(read_message("'const struct R' has no member named 'tittle'").symbol, "tittle");
  EXPECT_EQ(read_message("invalid use of incomplete type 'class Foo'").symbol, "Foo");
  EXPECT_EQ(read_message("a/b.hpp: No such file or directory").symbol, "a/b.hpp");
  EXPECT_EQ(read_message("expected ';' before '}' token").symbol, "");
  EXPECT_EQ(read_message("expected ';' before '}' token").suggestion, ";");
  EXPECT_EQ(read_message("").symbol, "");
}

TEST(Message, tells_types_that_do_not_fit) {
  EXPECT_TRUE(is_type_message("cannot convert 'int*' to 'int'"));
  EXPECT_TRUE(is_type_message("no matching function for call to 'f'"));
  EXPECT_FALSE(is_type_message("'f' was not declared in this scope"));
}

} // namespace aurora::buildlog
