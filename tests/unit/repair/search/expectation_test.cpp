#include "aurora/repair/search/expectation.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

TEST(Expectations, ignore_blanks) {
  EXPECT_EQ(blankless_hash("1 2\n3\n"), blankless_hash("12\t3"));
}

TEST(Expectations, are_found_in_the_arguments_of_the_driver) {
  TestSpec test;
  test.command = {"cmake", "-DEXPECTED=4 5", "-P", "run.cmake"};
  const auto found = possible_expectations(test);
  EXPECT_TRUE(found.contains(blankless_hash("4 5\n")));
  EXPECT_FALSE(found.contains(blankless_hash("4 6\n")));
}

TEST(Expectations, are_nearer_to_an_output_that_lacks_less) {
  const Expectations expected = {{1, "00:09"}};
  EXPECT_LT(distance(expected, "Time: 00:09"), distance(expected, "Time: Time+: 00:09"));
  EXPECT_EQ(distance(expected, "00:09\n"), 0U);
}

} // namespace
} // namespace aurora::repair::search
