#pragma once

#include <string>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::triage {

/// One rerun of one test with the unpatched binary.
struct RerunOutcome {
  std::string test; ///< Event::test_id
  bool passed = false;
};

struct FlakinessVerdict {
  std::string test;
  int passes = 0;
  int failures = 0; ///< the one that was reported included
  bool flaky = false;
  std::string confidence; ///< in words: what the reruns prove, and what they do not
};

/// One verdict per distinct test of `events`, in their order. A test that both failed and passed with the
/// same binary is proven flaky; n failures out of n rule out a pass rate above 1 - 0.05^(1/n) at 95 %
/// confidence (exact binomial bound).
std::vector<FlakinessVerdict> judge_flakiness(const std::vector<model::Event>& events,
                                              const std::vector<RerunOutcome>& reruns);

/// Sets flaky and outcome of the events that are proven flaky.
void mark_flaky(std::vector<model::Event>& events, const std::vector<FlakinessVerdict>& verdicts);

/// The pass rate above which n failures in a row are ruled out at 95 % confidence; 1 for n = 0.
double ruled_out_pass_rate(int failures);

} // namespace aurora::triage
