#include "aurora/benchmark/mann_whitney.hpp"

#include <gtest/gtest.h>

namespace aurora::benchmark {
namespace {

std::vector<double> numbers(int from, int count, int step = 1) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i)
    out.push_back(from + i * step);
  return out;
}

TEST(MannWhitney, is_one_way_of_all_where_every_value_is_larger) {
  EXPECT_NEAR(p_of_larger(numbers(0, 5), numbers(10, 5)), 1 / 252.0, 1e-12);
  EXPECT_NEAR(p_of_larger(numbers(0, 3), numbers(10, 3)), 1 / 20.0, 1e-12);
  EXPECT_NEAR(p_of_larger(numbers(10, 5), numbers(0, 5)), 1, 1e-12);
}

TEST(MannWhitney, agrees_with_the_table_of_critical_values) {
  // Of 5 and 5 the critical U of a one-sided test at 0.05 is 4 (p = 12/252), at 0.01 it is 1 (p = 2/252).
  EXPECT_NEAR(p_of_larger({1, 2, 3, 4, 9}, {5, 6, 7, 8, 10}), 12 / 252.0, 1e-12);
  EXPECT_NEAR(p_of_larger({1, 2, 3, 4, 6}, {5, 7, 8, 9, 10}), 2 / 252.0, 1e-12);
  // Of 8 and 8, counted over all 12,870 ways.
  EXPECT_NEAR(p_of_larger({1, 2, 3, 4, 5, 6, 15, 8}, {7, 9, 10, 11, 12, 13, 14, 16}), 67 / 12870.0, 1e-12);
}

TEST(MannWhitney, counts_ties_exactly) {
  // Midranks 1.5 1.5 3.5 3.5: of the 6 ways to choose two, one has a sum of 7 and four have 5.
  EXPECT_NEAR(p_of_larger({1, 1}, {2, 2}), 1 / 6.0, 1e-12);
  EXPECT_NEAR(p_of_larger({1, 2}, {1, 2}), 5 / 6.0, 1e-12);
  EXPECT_NEAR(p_of_larger({3, 3, 3}, {3, 3, 3}), 1, 1e-12);
}

TEST(MannWhitney, goes_over_into_the_normal_approximation) {
  const auto before = numbers(0, 50, 2);
  const double exact = p_of_larger(before, numbers(21, 50, 2));
  const double approximate = p_of_larger(before, numbers(21, 51, 2));
  EXPECT_GT(exact, approximate);
  EXPECT_NEAR(exact, approximate, exact / 3);
  EXPECT_EQ(p_of_larger(std::vector<double>(80, 1.0), std::vector<double>(80, 1.0)), 1);
}

TEST(MannWhitney, says_nothing_of_nothing) {
  EXPECT_EQ(p_of_larger({}, {1}), 1);
  EXPECT_EQ(p_of_larger({1}, {}), 1);
}

} // namespace
} // namespace aurora::benchmark
