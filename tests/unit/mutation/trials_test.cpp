#include "aurora/mutation/trials.hpp"

#include <gmock/gmock.h>

#include "unit/repair/search/fake_executor.hpp"

namespace aurora::mutation {
namespace {

using repair::search::direct_plan;
using repair::search::ended;
using repair::search::Executor;
using repair::search::FakeExecutor;
using repair::search::Invocation;
using repair::search::Observation;
using repair::search::Oracle;
using repair::search::Selection;
using repair::search::TestPlan;
using testing::ElementsAre;
using testing::IsEmpty;

/// Three tests; the mutant with id 1 is killed by b and c, 2 by nobody, 3 by a.
class TrialsTest : public testing::Test {
protected:
  TrialsTest() {
    m_executors.push_back(std::make_unique<FakeExecutor>([this](const Invocation& run, Selection selection) {
      m_runs.push_back(run.argv[0] + std::to_string(selection.first));
      const bool killed =
          (selection.first == 1 && run.argv[0] != "a") || (selection.first == 3 && run.argv[0] == "a");
      return ended(killed ? 1 : 0);
    }));
    m_options.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    for (unsigned id = 1; id <= 3; ++id) {
      quality::Mutant mutant;
      mutant.reached = {0, 1, 2};
      m_subjects.mutants.push_back(mutant);
      m_subjects.ids.push_back(id);
    }
  }

  void run() {
    Oracle oracle({direct_plan("a", true), direct_plan("b", true), direct_plan("c", true)}, "ctest", "/b");
    try_mutants(m_subjects, oracle, m_executors, m_options);
  }

  Subjects m_subjects;
  TrialOptions m_options;
  std::vector<std::unique_ptr<Executor>> m_executors;
  std::vector<std::string> m_runs;
};

TEST_F(TrialsTest, find_who_kills_each_mutant) {
  run();
  EXPECT_THAT(m_subjects.mutants[0].killed, ElementsAre(1U, 2U));
  EXPECT_THAT(m_subjects.mutants[1].killed, IsEmpty());
  EXPECT_THAT(m_subjects.mutants[2].killed, ElementsAre(0U));
  for (const auto& mutant : m_subjects.mutants)
    EXPECT_TRUE(mutant.tried && mutant.complete);
}

TEST_F(TrialsTest, seek_one_killer_of_each_before_all_of_any) {
  run();
  EXPECT_THAT(m_runs, ElementsAre("a1", "b1", "a2", "b2", "c2", "a3", "c1", "b3", "c3"));
}

TEST_F(TrialsTest, run_no_test_that_does_not_come_by) {
  m_subjects.mutants[0].reached = {};
  m_subjects.mutants[1].reached = {2};
  m_subjects.mutants[2].reached = {};
  run();
  EXPECT_THAT(m_runs, ElementsAre("c2"));
}

TEST_F(TrialsTest, say_nothing_of_what_time_did_not_suffice_for) {
  m_options.deadline = std::chrono::steady_clock::now();
  run();
  EXPECT_THAT(m_runs, IsEmpty());
  EXPECT_FALSE(m_subjects.mutants[0].tried);
}

TEST(ReachingTests, are_passing_ones_that_come_by_the_place) {
  repair::search::CandidateSet set;
  set.sites.push_back({7, 9, "a.c", 1, 1, "f"});
  repair::search::Candidate candidate;
  candidate.id = 8;
  set.candidates.push_back(candidate);
  auto plans =
      std::vector<TestPlan>{direct_plan("a", true), direct_plan("b", true), direct_plan("red", false)};
  plans[1].reached = {{7, 3}};
  plans[2].reached = {{7, 3}};
  EXPECT_THAT(reaching_tests(set, 0, plans), ElementsAre(1U));
}

} // namespace
} // namespace aurora::mutation
