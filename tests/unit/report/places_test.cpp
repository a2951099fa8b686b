#include "aurora/report/places.hpp"

#include <gtest/gtest.h>

namespace aurora::report {
namespace {

TEST(Places, puts_equally_suspicious_neighbours_together) {
  const auto found = places(
      {{"a.cpp", 10, 0.8, "r"}, {"a.cpp", 12, 0.8, "r"}, {"a.cpp", 20, 0.8, "r"}, {"b.cpp", 13, 0.8, "r"}});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].line, 10);
  EXPECT_EQ(found[0].last_line, 12);
  EXPECT_EQ(found[1].line, 20);
  EXPECT_EQ(found[2].file, "b.cpp");
}

TEST(Places, keeps_different_scores_and_reasons_apart_and_in_order) {
  const auto found = places({{"a.cpp", 11, 0.9, "r"}, {"a.cpp", 10, 0.8, "r"}, {"a.cpp", 12, 0.8, "other"}});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found.front().line, 11);
}

} // namespace
} // namespace aurora::report
