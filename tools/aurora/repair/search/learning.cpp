#include "aurora/repair/search/learning.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/search/cases.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace {

constexpr unsigned long long k_spare_steps = 100'000;
constexpr unsigned long long k_patient_spare_steps = 20'000'000;
constexpr double k_short_test = 3.0;
constexpr double k_spare_seconds = 0.1;
constexpr double k_patient_spare_seconds = 1.0;
constexpr std::size_t k_most_cases = 4000;
constexpr int k_factor = 20;
/// What runs away takes all that it may have, which takes time.
constexpr std::array k_memories = {256ULL << 20, 2ULL << 30};

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
  plan.starts = trace->starts.size();
  find_inner(executor, plan, *trace);
  plan.expected = possible_expectations(test);
  plan.distance = distance(plan.expected, plan.baseline.out);
  plan.returns_from_main = plan.baseline.main_returned;
  return plan;
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
                             ? framework_of(whole.inner->program)
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

/// In which order tests are traced that are started by something else than a program of the build: samples of
/// all kinds by turns, and first of all more of those kinds of which one did start such a program.
class Drivers {
public:
  void add(const TestSpec& test, std::size_t index) { m_kinds[kind_of(test)].waiting.push_back(index); }

  void mix() {
    std::minstd_rand random(1); // the same order every time
    for (auto& [name, kind] : m_kinds)
      for (auto left = kind.waiting.size(); left > 1; --left)
        std::swap(kind.waiting[left - 1], kind.waiting[random() % left]);
  }

  std::optional<std::size_t> next() {
    auto best = m_kinds.end();
    for (auto it = m_kinds.begin(); it != m_kinds.end(); ++it)
      if (!it->second.waiting.empty() && (best == m_kinds.end() || it->second.is_before(best->second)))
        best = it;
    if (best == m_kinds.end())
      return std::nullopt;
    ++best->second.traced;
    const auto index = best->second.waiting.back();
    best->second.waiting.pop_back();
    return index;
  }

  void found_one(const TestSpec& test) { m_kinds[kind_of(test)].matters = true; }

  std::vector<std::size_t> left() const {
    std::vector<std::size_t> all;
    for (const auto& [name, kind] : m_kinds)
      all.insert(all.end(), kind.waiting.begin(), kind.waiting.end());
    std::ranges::sort(all);
    return all;
  }

private:
  struct Kind {
    std::vector<std::size_t> waiting;
    std::size_t traced = 0;
    bool matters = false;
    bool is_before(const Kind& other) const {
      return matters != other.matters ? matters : traced < other.traced;
    }
  };

  static std::string kind_of(const TestSpec& test) {
    return test.command.front() + '\0' + test.working_directory;
  }

  std::map<std::string, Kind> m_kinds;
};

/// One look at all tests.
class Learning {
public:
  Learning(const Executors& executors, const std::vector<TestSpec>& tests, const LearnOptions& options)
      : m_executors(executors), m_tests(tests), m_options(options), m_plans(tests.size()) {}

  base::Result<Learnt> run() {
    for (std::size_t i = 0; i < m_tests.size(); ++i) {
      if (!is_sure(m_tests[i]))
        m_drivers.add(m_tests[i], i);
      else if (const auto traced = trace(i); !traced)
        return forward(traced);
    }
    trace_drivers();
    for (auto& plan : m_plans)
      if (plan)
        std::ranges::move(split(m_executors, std::move(*plan)), std::back_inserter(m_learnt.plans));
    set_limits(m_learnt.plans);
    return std::move(m_learnt);
  }

private:
  bool is_red(const TestSpec& test) const {
    return std::ranges::find(m_options.known_red, test.name) != m_options.known_red.end();
  }

  bool is_sure(const TestSpec& test) const {
    return m_options.build_dir.empty() || is_red(test) ||
           sys::is_below(test.command.front(), m_options.build_dir);
  }

  bool is_over() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count() >
               m_options.seconds ||
           (m_options.interrupted && m_options.interrupted());
  }

  void trace_drivers() {
    m_start = std::chrono::steady_clock::now();
    m_drivers.mix();
    for (std::optional<std::size_t> index; !is_over() && (index = m_drivers.next());)
      (void)trace(*index); // an error is for red ones, which are traced before
    for (const auto index : m_drivers.left())
      m_learnt.untraced.push_back(m_tests[index].name);
  }

  /// Once more when the server ended: a test may have ended it.
  base::Result<void> trace(std::size_t index) {
    const auto& test = m_tests[index];
    auto& executor = *m_executors.front();
    auto plan = learn(executor, test, is_red(test));
    if (!plan) {
      executor.close();
      plan = learn(executor, test, is_red(test));
    }
    if (m_options.progress)
      m_options.progress(++m_done, m_tests.size());
    if (plan) {
      keep(index, std::move(*plan));
      return {};
    }
    executor.close();
    if (is_red(test))
      return forward(plan);
    m_learnt.failed.push_back({test.name, plan.error().message});
    return {};
  }

  /// What starts no program with switches is the same with every candidate.
  void keep(std::size_t index, TestPlan plan) {
    const auto& test = m_tests[index];
    const bool matters = plan.starts > 0 || !plan.reached.empty();
    if (matters && !is_sure(test))
      m_drivers.found_one(test);
    const bool asked = is_red(test) || (m_options.known_red.empty() && !plan.passes);
    if (matters || asked)
      m_plans[index] = std::move(plan);
    else
      m_learnt.elsewhere.push_back(test.name);
  }

  const Executors& m_executors;
  const std::vector<TestSpec>& m_tests;
  const LearnOptions& m_options;
  std::vector<std::optional<TestPlan>> m_plans;
  Drivers m_drivers;
  std::chrono::steady_clock::time_point m_start;
  std::size_t m_done = 0;
  Learnt m_learnt;
};

std::string count_of(std::size_t count) {
  return fmt::format("{} test{}", count, count == 1 ? "" : "s");
}

} // namespace

base::Result<Learnt> learn_plans(const Executors& executors, const std::vector<TestSpec>& tests,
                                 const LearnOptions& options) {
  return Learning(executors, tests, options).run();
}

std::vector<std::string> notes_of(const Learnt& learnt) {
  std::vector<std::string> notes;
  if (!learnt.elsewhere.empty())
    notes.push_back(count_of(learnt.elsewhere.size()) +
                    " that start no program with these files in it were left out");
  if (!learnt.untraced.empty())
    notes.push_back(
        count_of(learnt.untraced.size()) +
        " of scripts or other languages were left out: there was no time to see whether they start "
        "a program with these files in it");
  for (const auto& failure : learnt.failed)
    notes.push_back(fmt::format("left out test {}: {}", failure.test, failure.why));
  return notes;
}

} // namespace aurora::repair::search
