#include "aurora/repair/search/oracle.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/search/expectation.hpp"

namespace aurora::repair::search {

namespace {

constexpr unsigned long long k_first_budget = 2'000'000'000;

/// A literal for CTest's -R: everything that could be special is matched by '.'.
std::string exact_pattern(const std::string& name) {
  std::string pattern = "^";
  for (const char c : name)
    pattern += base::is_identifier_char(c) ? c : '.';
  return pattern + "$";
}

} // namespace

Limits first_limits(const TestSpec& test, double longest) {
  const double seconds = test.timeout_seconds > 0 ? std::min(test.timeout_seconds, longest) : longest;
  return {k_first_budget, static_cast<unsigned>(seconds * 1000), 0};
}

bool hung(const Observation& observation) {
  return observation.end == RunEnd::timed_out || observation.end == RunEnd::exhausted;
}

Verdict ctest_verdict(const TestSpec& test, const Observation& observation) {
  if (hung(observation) || observation.end == RunEnd::not_started)
    return Verdict::fail;
  if (observation.end == RunEnd::exited && test.skip_return_code == observation.value)
    return Verdict::fail;
  const auto prints = [&](const std::vector<OutputPattern>& patterns) {
    return !patterns.empty() && is_printed(patterns, observation.out, observation.err);
  };
  if (prints(test.skip_patterns))
    return Verdict::fail;
  const bool good = observation.end == RunEnd::exited &&
                    (test.pass_patterns.empty() ? observation.value == 0 : prints(test.pass_patterns)) &&
                    !prints(test.fail_patterns);
  return good != test.will_fail ? Verdict::pass : Verdict::fail;
}

Oracle::Oracle(std::vector<TestPlan> plans, std::string ctest, std::string build_dir)
    : m_plans(std::move(plans)), m_ctest(std::move(ctest)), m_build_dir(std::move(build_dir)),
      m_cache(m_plans.size()) {
  for (std::size_t i = 0; i < m_plans.size(); ++i)
    if (m_plans[i].inner && !m_plans[i].whole_test)
      m_cache[i][m_plans[i].baseline.output] = m_plans[i].passes ? Verdict::pass : Verdict::fail;
  check_expectations();
}

void Oracle::check_expectations() {
  m_predictable = true;
  for (const auto& plan : m_plans) {
    if (!plan.inner || plan.whole_test || hung(plan.baseline))
      continue;
    if (unexpected(plan, plan.baseline) == plan.passes)
      m_predictable = false;
    m_confirmed = m_confirmed || plan.passes;
  }
}

bool Oracle::unexpected(const TestPlan& plan, const Observation& observation) const {
  return !plan.expected.contains(blankless_hash(observation.out));
}

base::Result<Judgement> Oracle::judge_built(Executor& executor, std::size_t test) {
  return ask_driver(executor, test, {}, Patience::little);
}

base::Result<Judgement> Oracle::judge_built_whole(Executor& executor, std::size_t test) {
  auto plan = m_plans[test];
  plan.test.command.pop_back();
  auto observation = executor.run(driver_of(plan), {}, first_limits(plan.test, k_longest_test));
  if (!observation)
    return forward(observation);
  return judged(plan, std::move(*observation));
}

/// An exit in the middle of the program is not a pass where the original program returns from main.
Verdict Oracle::verdict_of(const TestPlan& plan, const Observation& observation) const {
  const auto verdict = ctest_verdict(plan.test, observation);
  if (verdict == Verdict::pass && plan.returns_from_main && !observation.main_returned)
    return Verdict::fail;
  return verdict;
}

base::Result<Judgement> Oracle::judge(Executor& executor, std::size_t test, Selection selection,
                                      Patience patience) {
  const auto& plan = m_plans[test];
  if (!plan.inner)
    return ask_driver(executor, test, selection, patience);
  auto observation =
      executor.run(*plan.inner, selection, patience == Patience::little ? plan.limits : plan.patient_limits);
  if (!observation)
    return forward(observation);
  Judgement judgement;
  judgement.changed = observation->output != plan.baseline.output;
  judgement.observation = std::move(*observation);
  if (plan.whole_test)
    judgement.verdict = verdict_of(plan, judgement.observation);
  else if (hung(judgement.observation))
    judgement.verdict = Verdict::fail;
  else if (m_predictable && unexpected(plan, judgement.observation))
    judgement.closer = !plan.passes && judgement.changed &&
                       distance(plan.expected, judgement.observation.out) < plan.distance;
  else if (const auto verdict = known(test, judgement.observation))
    judgement.verdict = *verdict;
  else {
    auto asked = ask_driver(executor, test, selection, patience);
    if (!asked)
      return asked;
    judgement.verdict = asked->verdict;
    remember(test, judgement.observation.output, asked->verdict);
  }
  return judgement;
}

base::Result<Judgement> Oracle::ask_driver(Executor& executor, std::size_t test, Selection selection,
                                           Patience patience) {
  const auto& plan = m_plans[test];
  auto limits = patience == Patience::little ? plan.limits : plan.patient_limits;
  limits.memory = 0;
  limits.timeout_ms += 1000; // the driver's own start
  auto observation = executor.run(driver_of(plan), selection, limits);
  if (!observation)
    return forward(observation);
  return judged(plan, std::move(*observation));
}

Judgement Oracle::judged(const TestPlan& plan, Observation observation) {
  Judgement judgement;
  judgement.changed = observation.output != plan.baseline.output;
  judgement.verdict =
      plan.test.judged_by_ctest
          ? (observation.end == RunEnd::exited && observation.value == 0 ? Verdict::pass : Verdict::fail)
          : ctest_verdict(plan.test, observation);
  judgement.observation = std::move(observation);
  return judgement;
}

Invocation Oracle::driver_of(const TestPlan& plan) const {
  if (!plan.test.judged_by_ctest)
    return {{}, plan.test.command, plan.test.working_directory, {}, plan.test.environment};
  return {{}, {m_ctest, "-R", exact_pattern(plan.test.name)}, m_build_dir, {}, {}};
}

std::optional<Verdict> Oracle::known(std::size_t test, const Observation& observation) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_cache[test].find(observation.output);
  return found == m_cache[test].end() ? std::nullopt : std::optional(found->second);
}

void Oracle::remember(std::size_t test, std::uint64_t output, Verdict verdict) {
  const std::lock_guard lock(m_mutex);
  m_cache[test].emplace(output, verdict);
}

} // namespace aurora::repair::search
