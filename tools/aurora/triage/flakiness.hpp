#pragma once

#include <string>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::triage {

/// Which other tests ran when a test was run again.
enum class Company {
  alone,    ///< none
  in_order, ///< all, one after the other in CTest's order
  together, ///< all, several at once in random order
  failing   ///< those that failed, several at once
};

/// One rerun of one test with the unpatched binary.
struct RerunOutcome {
  std::string test; ///< Event::test_id
  bool passed = false;
  Company company = Company::failing;
};

enum class FlakyKind {
  unknown,    ///< not run again, or it failed every time
  random,     ///< fails without regard to what else runs
  order,      ///< fails among others, also one after the other: something is left behind
  parallelism ///< fails among others at once, and not one after the other
};

struct FlakinessVerdict {
  std::string test;
  int passes = 0;
  int failures = 0; ///< the one that was reported included
  bool flaky = false;
  FlakyKind kind = FlakyKind::unknown;
  std::string confidence; ///< in words: what the reruns prove, and what they do not
};

/// One verdict per distinct test of `events`, in their order. A test that both failed and passed with the
/// same binary is proven flaky; n failures out of n rule out a pass rate above 1 - 0.05^(1/n) at 95 %
/// confidence (exact binomial bound). That it depends on others is only said when failing among them and not
/// alone is no accident at 95 % (Fisher's exact test, one-sided).
std::vector<FlakinessVerdict> judge_flakiness(const std::vector<model::Event>& events,
                                              const std::vector<RerunOutcome>& reruns);

/// Sets flaky and outcome of the events that are proven flaky.
void mark_flaky(std::vector<model::Event>& events, const std::vector<FlakinessVerdict>& verdicts);

/// The pass rate above which n failures in a row are ruled out at 95 % confidence; 1 for n = 0.
double ruled_out_pass_rate(int failures);

/// How many reruns show a test that passes at this rate (0 to 1, exclusive) to be flaky with 95 %
/// probability.
int reruns_to_prove(double pass_rate);

struct RateBounds {
  double low = 0;
  double high = 1;
};

/// Between which rates an event lies, at 95 % confidence, that came `count` times in `runs` (Clopper and
/// Pearson, 1934).
RateBounds rate_bounds(int count, int runs);

/// How probable it is, were the rate the same, that at least `a` of the a + b events fall into the first
/// `first` of first + second runs (Fisher's exact test, one-sided).
double accident(int a, int first, int b, int second);

} // namespace aurora::triage
