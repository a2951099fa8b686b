#include "aurora/repair/search/oracle.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "aurora/base/text.hpp"
#include "aurora/repair/search/cases.hpp"
#include "aurora/repair/search/expectation.hpp"

namespace aurora::repair::search {

namespace {

constexpr unsigned long long k_spare_steps = 100'000;
constexpr unsigned long long k_patient_spare_steps = 20'000'000;
constexpr unsigned long long k_first_budget = 2'000'000'000;
constexpr double k_short_test = 3.0;
constexpr double k_longest_test = 30.0;
constexpr double k_spare_seconds = 0.1;
constexpr double k_patient_spare_seconds = 1.0;
constexpr std::size_t k_most_cases = 4000;
constexpr int k_factor = 20;
/// What runs away takes all that it may have, which takes time.
constexpr std::array k_memories = {256ULL << 20, 2ULL << 30};

Limits first_limits(const TestSpec& test, double longest) {
  const double seconds = test.timeout_seconds > 0 ? std::min(test.timeout_seconds, longest) : longest;
  return {k_first_budget, static_cast<unsigned>(seconds * 1000), 0};
}

/// A literal for CTest's -R: everything that could be special is matched by '.'.
std::string exact_pattern(const std::string& name) {
  std::string pattern = "^";
  for (const char c : name)
    pattern += base::is_identifier_char(c) ? c : '.';
  return pattern + "$";
}

/// Programs that reserve much address space (sanitizers do) get no limit.
base::Result<Observation> run_baseline(Executor& executor, TestPlan& plan, const Invocation& invocation) {
  auto free = executor.run(invocation, {}, plan.limits);
  if (!free)
    return free;
  for (const auto memory : k_memories) {
    auto limits = plan.limits;
    limits.memory = memory;
    const auto limited = executor.run(invocation, {}, limits);
    if (!limited || limited->end != free->end || limited->value != free->value)
      continue;
    plan.limits.memory = memory;
    break;
  }
  return free;
}

void find_inner(Executor& executor, TestPlan& plan, const Trace& trace) {
  if (trace.starts.size() != 1)
    return;
  const auto& start = trace.starts.front();
  auto baseline =
      hung(trace.observation) ? trace.observation : run_baseline(executor, plan, start.invocation);
  if (!baseline || baseline->end == RunEnd::not_started)
    return;
  if (start.whole_test && (ctest_verdict(plan.test, *baseline) == Verdict::pass) != plan.passes)
    return;
  plan.inner = start.invocation;
  plan.whole_test = start.whole_test;
  plan.baseline = std::move(*baseline);
}

/// A test that is known to fail is not waited for as long as its own timeout allows: it may well hang.
base::Result<Trace> trace_patiently(Executor& executor, TestPlan& plan, bool known_red) {
  plan.limits = first_limits(plan.test, k_short_test);
  auto trace = executor.trace(plan.test, plan.limits);
  if (!trace || known_red || trace->observation.end != RunEnd::timed_out)
    return trace;
  plan.limits = first_limits(plan.test, k_longest_test);
  return executor.trace(plan.test, plan.limits);
}

base::Result<TestPlan> learn(Executor& executor, const TestSpec& test, bool known_red) {
  TestPlan plan;
  plan.test = test;
  auto trace = trace_patiently(executor, plan, known_red);
  if (!trace)
    return forward(trace);
  plan.passes = ctest_verdict(test, trace->observation) == Verdict::pass;
  plan.reached = std::move(trace->reached);
  plan.baseline = trace->observation;
  find_inner(executor, plan, *trace);
  plan.expected = possible_expectations(test);
  plan.distance = distance(plan.expected, plan.baseline.out);
  plan.returns_from_main = plan.baseline.main_returned;
  return plan;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

/// The cases of a program that runs many of them for one test; none when it is of no known framework.
std::vector<std::string> list_cases(Executor& executor, const TestPlan& plan, Framework framework) {
  auto listing = *plan.inner;
  const auto arguments = listing_arguments(framework);
  listing.program.clear();
  listing.argv.resize(1);
  listing.argv.front() = plan.inner->program;
  listing.argv.insert(listing.argv.end(), arguments.begin(), arguments.end());
  const auto observation = executor.run(listing, {}, first_limits(plan.test, k_short_test));
  if (!observation || observation->end != RunEnd::exited)
    return {};
  auto cases = read_cases(framework, observation->out);
  return cases.size() < 2 || cases.size() > k_most_cases ? std::vector<std::string>{} : cases;
}

std::optional<TestPlan> learn_case(Executor& executor, const TestPlan& whole, const std::string& name,
                                   const std::string& argument) {
  auto plan = whole;
  plan.case_of = whole.test.name;
  plan.test.name += "::" + name;
  plan.test.command.push_back(argument);
  plan.inner->argv.push_back(argument);
  auto trace = executor.trace_run(*plan.inner, plan.limits);
  if (!trace || trace->observation.end == RunEnd::not_started)
    return std::nullopt;
  plan.passes = ctest_verdict(plan.test, trace->observation) == Verdict::pass;
  plan.reached = std::move(trace->reached);
  plan.baseline = std::move(trace->observation);
  plan.returns_from_main = plan.baseline.main_returned;
  return plan;
}

/// All of them, or none. Each executor takes the next.
std::vector<TestPlan> learn_cases(const Executors& executors, const TestPlan& whole, Framework framework) {
  const auto names = list_cases(*executors.front(), whole, framework);
  std::vector<std::optional<TestPlan>> found(names.size());
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> threads;
    for (const auto& executor : executors)
      threads.emplace_back([&, &own = *executor] {
        for (auto i = next++; i < names.size(); i = next++)
          if (!(found[i] = learn_case(own, whole, names[i], selecting_argument(framework, names[i]))))
            next = names.size();
      });
  }
  std::vector<TestPlan> plans;
  for (auto& plan : found) {
    if (!plan)
      return {};
    plans.push_back(std::move(*plan));
  }
  return plans;
}

/// The cases instead of the whole program, each run alone, when together they tell the same: far faster, and
/// each tells what it reaches.
std::vector<TestPlan> split(const Executors& executors, TestPlan whole) {
  const auto framework = whole.inner && whole.whole_test && !selects_cases(whole.test.command)
                             ? framework_in(bytes_of(whole.inner->program))
                             : std::nullopt;
  auto plans = framework ? learn_cases(executors, whole, *framework) : std::vector<TestPlan>{};
  if (plans.empty() || std::ranges::all_of(plans, &TestPlan::passes) != whole.passes)
    return {std::move(whole)};
  return plans;
}

/// How many steps a test takes that ends early for its fault: as many as most of the others, at least.
unsigned long long usual_steps(const std::vector<TestPlan>& plans) {
  std::vector<unsigned long long> steps;
  for (const auto& plan : plans)
    if (!hung(plan.baseline))
      steps.push_back(plan.baseline.steps);
  if (steps.empty())
    return 0;
  const auto place = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() * 9 / 10);
  std::ranges::nth_element(steps, place);
  return *place;
}

/// A failing test may stop early, so its own figures say little.
void set_limits(std::vector<TestPlan>& plans) {
  const auto usual = usual_steps(plans);
  double seconds = 0;
  for (const auto& plan : plans)
    if (!hung(plan.baseline))
      seconds = std::max(seconds, plan.baseline.seconds);
  for (auto& plan : plans) {
    const auto steps = plan.passes ? plan.baseline.steps : std::max(usual, plan.baseline.steps);
    const double longest = first_limits(plan.test, k_longest_test).timeout_ms / 1000.0;
    plan.patient_limits = plan.limits;
    plan.limits.timeout_ms =
        static_cast<unsigned>(std::min(longest, k_spare_seconds + k_factor * seconds) * 1000);
    plan.limits.steps = steps * k_factor + k_spare_steps;
    plan.patient_limits.timeout_ms =
        static_cast<unsigned>(std::min(longest, k_patient_spare_seconds + 2 * k_factor * seconds) * 1000);
    plan.patient_limits.steps = steps * k_factor * 2 + k_patient_spare_steps;
  }
}

} // namespace

bool hung(const Observation& observation) {
  return observation.end == RunEnd::timed_out || observation.end == RunEnd::exhausted;
}

Verdict ctest_verdict(const TestSpec& test, const Observation& observation) {
  if (hung(observation) || observation.end == RunEnd::not_started)
    return Verdict::fail;
  if (observation.end == RunEnd::exited && test.skip_return_code == observation.value)
    return Verdict::fail;
  if (std::ranges::any_of(test.skip_texts, [&](const std::string& text) {
        return base::contains(observation.out, text) || base::contains(observation.err, text);
      }))
    return Verdict::fail;
  const bool good = observation.end == RunEnd::exited && observation.value == 0;
  return good != test.will_fail ? Verdict::pass : Verdict::fail;
}

base::Result<std::vector<TestPlan>> learn_plans(const Executors& executors,
                                                const std::vector<TestSpec>& tests,
                                                const std::vector<std::string>& known_red) {
  std::vector<TestPlan> plans;
  for (const auto& test : tests) {
    auto plan = learn(*executors.front(), test, std::ranges::find(known_red, test.name) != known_red.end());
    if (!plan)
      return forward(plan);
    auto parts = split(executors, std::move(*plan));
    std::ranges::move(parts, std::back_inserter(plans));
  }
  set_limits(plans);
  return plans;
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
