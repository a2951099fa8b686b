#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aurora/repair/search/executor.hpp"
#include "aurora/repair/search/expectation.hpp"

namespace aurora::repair::search {

/// What is known of one test before any candidate is tried.
struct TestPlan {
  TestSpec test;
  bool passes = false;    ///< with the original code
  std::string case_of;    ///< the CTest test when this is only one case of it
  std::size_t cases = 1;  ///< of the CTest test that are run as one
  bool bystander = false; ///< red, but nobody asked about it: welcome when a candidate heals it too
  std::vector<std::pair<unsigned, unsigned>> reached;
  std::size_t starts = 0; ///< of programs with switches in them
  std::optional<Invocation>
      inner;               ///< the one program with switches in it, when it can be run without its driver
  bool whole_test = false; ///< its end is the verdict
  Observation baseline;    ///< of inner when there is one, else of the command
  bool returns_from_main = false; ///< a run with the original code ended by returning from main
  Expectations expected;          ///< what a driver may compare with
  std::size_t distance = 0;       ///< of the original output to it
  Limits limits;                  ///< tight: 20 times what the longest test takes
  Limits patient_limits;          ///< for second thoughts on runs that exceeded the tight ones
};

enum class Patience { little, much };

enum class Verdict { pass, fail };

/// What a candidate did to one test.
struct Judgement {
  Verdict verdict = Verdict::fail;
  bool changed = false; ///< something else was observed than with the original code
  bool closer = false;  ///< and it resembles more what a driver may expect
  Observation observation;
};

/// Says of a run what CTest would say. Drivers (scripts that run the program and look at its output) are
/// asked only for outputs they have not judged before. Shared by all workers.
class Oracle {
public:
  Oracle(std::vector<TestPlan> plans, std::string ctest, std::string build_dir);

  const std::vector<TestPlan>& plans() const { return m_plans; }
  base::Result<Judgement> judge(Executor& executor, std::size_t test, Selection selection,
                                Patience patience = Patience::little);

  /// Whether outputs are judged by a guess that no passing test has confirmed.
  bool guesses() const { return m_predictable && !m_confirmed; }
  enum class Guessing { no, yes };
  /// Without guessing drivers are asked about every new output.
  void set_guessing(Guessing guessing) { m_predictable = guessing == Guessing::yes; }
  /// Of the program as it is built now, without switches.
  base::Result<Judgement> judge_built(Executor& executor, std::size_t test);
  /// The same for all cases of the test that this one is a case of.
  base::Result<Judgement> judge_built_whole(Executor& executor, std::size_t test);

private:
  void check_expectations();
  bool unexpected(const TestPlan& plan, const Observation& observation) const;
  Verdict verdict_of(const TestPlan& plan, const Observation& observation) const;
  static Judgement judged(const TestPlan& plan, Observation observation);
  base::Result<Judgement> ask_driver(Executor& executor, std::size_t test, Selection selection,
                                     Patience patience);
  std::optional<Verdict> known(std::size_t test, const Observation& observation);
  void remember(std::size_t test, std::uint64_t output, Verdict verdict);
  Invocation driver_of(const TestPlan& plan) const;

  std::vector<TestPlan> m_plans;
  std::string m_ctest;
  std::string m_build_dir;
  bool m_predictable = false; ///< TestPlan::expected agrees with all verdicts known so far
  bool m_confirmed = false;   ///< and a passing test was among them
  std::mutex m_mutex;
  std::vector<std::map<std::uint64_t, Verdict>> m_cache; ///< per test, by output
};

constexpr double k_longest_test = 30.0; ///< seconds that a test may take which has no timeout of its own

/// For a test of which nothing is known yet; longest: seconds.
Limits first_limits(const TestSpec& test, double longest);

/// Ended by a limit.
bool hung(const Observation& observation);

/// The verdict of CTest on a command that ended like this (exit code, WILL_FAIL, SKIP_RETURN_CODE and the
/// regular expressions).
Verdict ctest_verdict(const TestSpec& test, const Observation& observation);

} // namespace aurora::repair::search
