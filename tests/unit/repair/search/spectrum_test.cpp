#include "aurora/repair/search/spectrum.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

TEST(Suspicion, follows_the_published_formulas) {
  const Counts counts{2, 1, 2, 4}; // both failing and one of four passing tests come by
  EXPECT_NEAR(suspicion(Formula::ochiai, counts), 2 / std::sqrt(6.0), 1e-9);
  EXPECT_NEAR(suspicion(Formula::tarantula, counts), 1 / (1 + 0.25), 1e-9);
  EXPECT_NEAR(suspicion(Formula::dstar, counts), 4.0 / (4.0 + 1.0), 1e-9);
}

TEST(Suspicion, is_nothing_where_no_failing_test_comes_by) {
  for (const auto formula : {Formula::ochiai, Formula::tarantula, Formula::dstar})
    EXPECT_EQ(suspicion(formula, {0, 3, 1, 4}), 0);
}

TEST(Suspicion, works_with_one_failing_and_no_passing_test) {
  for (const auto formula : {Formula::ochiai, Formula::tarantula, Formula::dstar})
    EXPECT_EQ(suspicion(formula, {1, 0, 1, 0}), 1);
}

TEST(Spectrum, counts_a_candidate_as_reached_by_its_site_or_by_itself) {
  CandidateSet set;
  set.sites = {{1, 3, "a.c", 1, 1, "f"}};
  set.candidates.resize(2);
  set.candidates[0].id = 1;
  set.candidates[1].id = 2;
  auto plan = direct_plan("red", false);
  plan.reached = {{2, 1}};
  const std::vector<TestPlan> plans = {plan};
  const Spectrum spectrum(set, plans);
  EXPECT_FALSE(spectrum.reaches(0, 0));
  EXPECT_TRUE(spectrum.reaches(0, 1));
  EXPECT_TRUE(spectrum.reached_by_all_failing(1));
}

} // namespace
} // namespace aurora::repair::search
