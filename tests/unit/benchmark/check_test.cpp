#include "aurora/benchmark/check.hpp"

#include <deque>

#include <gmock/gmock.h>

namespace aurora::benchmark {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<double> about(double middle) {
  std::vector<double> out;
  for (int i = -5; i < 5; ++i)
    out.push_back(middle * (1 + 0.002 * i));
  return out;
}

class CheckTest : public testing::Test {
protected:
  CheckTest() {
    m_definition.name = "sort";
    m_definition.command = {"x"};
    m_baselines["sort"] = {about(1), "2026-03-01T10:00:00.000Z", "c0ffee"};
  }

  base::Result<Report> check(Wishes wishes = {}) {
    return benchmark::check(
        {m_definition}, wishes, m_baselines,
        [&](const Definition& definition, int repetitions,
            std::vector<std::string>& problems) -> base::Result<std::vector<Measurement>> {
          m_asked.push_back(repetitions);
          problems = m_problems;
          if (!m_problems.empty())
            return std::vector<Measurement>();
          const double middle = m_rounds.front();
          m_rounds.pop_front();
          return std::vector<Measurement>{{definition.name, about(middle)}};
        });
  }

  Finding finding() { return check()->benchmarks.at(0).comparison.finding; }

  Definition m_definition;
  std::map<std::string, Baseline> m_baselines;
  std::deque<double> m_rounds;
  std::vector<std::string> m_problems;
  std::vector<int> m_asked;
};

TEST_F(CheckTest, finds_slower_what_is_slower_twice) {
  m_rounds = {2, 2.1};
  const auto report = check();
  ASSERT_TRUE(report);
  const auto& judged = report->benchmarks.at(0);
  EXPECT_EQ(judged.comparison.finding, Finding::slower);
  EXPECT_THAT(judged.samples, SizeIs(20)) << "of both rounds";
  EXPECT_EQ(judged.baseline.commit, "c0ffee");
  EXPECT_THAT(in_words(judged), HasSubstr("times as slow as its baseline"));
  EXPECT_THAT(m_asked, testing::ElementsAre(10, 10));
}

TEST_F(CheckTest, takes_what_is_slower_only_once_for_noise) {
  m_rounds = {2, 1};
  EXPECT_EQ(finding(), Finding::noisy);
}

TEST_F(CheckTest, measures_once_what_is_not_slower) {
  m_rounds = {1.05};
  EXPECT_EQ(finding(), Finding::same);
  EXPECT_TRUE(m_rounds.empty());
}

TEST_F(CheckTest, follows_the_wishes_and_those_of_the_benchmark_before) {
  Wishes wishes;
  wishes.tolerance = 120;
  wishes.repetitions = 6;
  m_rounds = {2};
  EXPECT_EQ(check(wishes)->benchmarks.at(0).comparison.finding, Finding::same);
  EXPECT_EQ(m_asked.back(), 6);
  m_definition.tolerance = 3;
  m_definition.repetitions = 8;
  m_rounds = {1.05, 1.05};
  EXPECT_EQ(check(wishes)->benchmarks.at(0).comparison.finding, Finding::slower);
  EXPECT_EQ(m_asked.back(), 8);
}

TEST_F(CheckTest, tells_of_a_first_measurement_that_it_is_one) {
  m_baselines.clear();
  m_rounds = {1};
  const auto report = check();
  EXPECT_EQ(report->benchmarks.at(0).comparison.finding, Finding::no_baseline);
  EXPECT_THAT(in_words(report->benchmarks.at(0)), HasSubstr("no baseline yet: 999 ms"));
}

TEST_F(CheckTest, keeps_why_one_failed) {
  m_problems = {"sort: exit code 3: no such table"};
  const auto report = check();
  ASSERT_THAT(report->failed, SizeIs(1));
  EXPECT_EQ(report->failed[0].name, "sort");
  EXPECT_EQ(report->failed[0].why, "exit code 3: no such table");
}

TEST_F(CheckTest, knows_the_names) {
  Wishes wishes;
  wishes.only = {"sorr"};
  const auto report = check(wishes);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, base::ErrorCode::usage);
  EXPECT_THAT(report.error().message, HasSubstr("no benchmark \"sorr\"; there are: sort"));
}

} // namespace
} // namespace aurora::benchmark
