#include "aurora/locate/scores.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace aurora::locate {

TEST(Formulas, give_the_published_values) {
  const Counts counts{2, 1, 3, 4};
  EXPECT_NEAR(ochiai(counts), 2 / std::sqrt(3.0 * 5.0), 1e-12);
  EXPECT_NEAR(tarantula(counts), (2.0 / 3) / (2.0 / 3 + 3.0 / 7), 1e-12);
  EXPECT_NEAR(dstar(counts), 4.0 / 4.0, 1e-12);
  EXPECT_TRUE(std::isinf(dstar({1, 0, 0, 2})));
}

TEST(Formulas, are_zero_where_nothing_failed) {
  const Counts none{};
  EXPECT_EQ(ochiai(none), 0);
  EXPECT_EQ(tarantula(none), 0);
  EXPECT_EQ(dstar(none), 0);
}

TEST(Score, ranks_the_line_only_the_failing_test_runs_first) {
  SpectrumInput input;
  input.elements = {{"a.cpp", 1}, {"a.cpp", 2}, {"a.cpp", 3}};
  input.tests = {{"bad", true, {0, 1}}, {"good", false, {0, 2}}, {"good2", false, {0, 99}}};
  for (const auto formula : {Formula::ochiai, Formula::tarantula, Formula::dstar}) {
    const auto scores = score(input, formula);
    ASSERT_EQ(scores.size(), 3U);
    EXPECT_DOUBLE_EQ(scores[1], 1.0);
    EXPECT_LT(scores[0], 1.0);
    EXPECT_GT(scores[0], 0.0);
    EXPECT_DOUBLE_EQ(scores[2], 0.0);
  }
}

} // namespace aurora::locate
