#include "aurora/locate/guards.hpp"

#include <gtest/gtest.h>

#include "aurora/base/text.hpp"

namespace aurora::locate {
namespace {

constexpr const char* k_text = "int days(int year, int month) {\n"
                               "  prepare();\n"
                               "  if (month == 2 &&\n"
                               "      is_leap(year))\n"
                               "    return 29;\n"
                               "  if (month > 12) {\n"
                               "    // never\n"
                               "    log();\n"
                               "    return 0;\n"
                               "  } else {\n"
                               "\n"
                               "#ifdef X\n"
                               "    count();\n"
                               "  }\n"
                               "\twhile (month)\n"
                               "\t\tfor (;;)\n"
                               "\t\t\t--month;\n"
                               "  return iffy;\n"
                               "}\n";

int guard(int line) {
  return guard_of(base::split_lines(k_text), line);
}

TEST(GuardOf, is_the_condition_a_line_stands_under) {
  EXPECT_EQ(guard(5), 3);
  EXPECT_EQ(guard(9), 6);
  EXPECT_EQ(guard(17), 16);
  EXPECT_EQ(guard(16), 15);
}

TEST(GuardOf, is_the_if_of_an_else) {
  EXPECT_EQ(guard(13), 6);
}

TEST(GuardOf, is_nothing_where_nothing_decides) {
  EXPECT_EQ(guard(2), 0);
  EXPECT_EQ(guard(18), 0);
  EXPECT_EQ(guard(1), 0);
  EXPECT_EQ(guard(0), 0);
  EXPECT_EQ(guard(99), 0);
}

} // namespace
} // namespace aurora::locate
