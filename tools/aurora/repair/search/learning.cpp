#include "aurora/repair/search/learning.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned long long k_spare_steps = 100'000;
constexpr unsigned long long k_patient_spare_steps = 20'000'000;
constexpr double k_spare_seconds = 0.1;
constexpr double k_patient_spare_seconds = 1.0;
constexpr int k_factor = 20;
constexpr std::size_t k_near = 10; ///< tests before and after a red one
/// Of the time for green tests; and of a group of cases, of which there may be many more.
constexpr double k_longest_green_part = 0.1;
constexpr double k_longest_group_part = 0.02;

/// How many steps a test takes that ends early for its fault: as many as most of the others, at least.
unsigned long long usual_steps(const std::vector<TestPlan>& plans) {
  std::vector<unsigned long long> steps;
  for (const auto& plan : plans)
    if (!hung(plan.baseline))
      steps.push_back(plan.baseline.steps / plan.cases);
  if (steps.empty())
    return 0;
  const auto place = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() * 9 / 10);
  std::ranges::nth_element(steps, place);
  return *place;
}

/// A failing test may stop early, so its own figures say little.
void set_limits(std::vector<TestPlan>& plans) {
  const auto usual = usual_steps(plans);
  double slowest = 0; // of those that run one case
  for (const auto& plan : plans)
    if (!hung(plan.baseline) && plan.cases == 1)
      slowest = std::max(slowest, plan.baseline.seconds);
  for (auto& plan : plans) {
    const auto steps = plan.passes ? plan.baseline.steps : std::max(usual, plan.baseline.steps);
    const double longest = first_limits(plan.test, k_longest_test).timeout_ms / 1000.0;
    const double seconds = plan.cases == 1 ? slowest : std::max(slowest, plan.baseline.seconds);
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
    const auto grouped = run_groups();
    for (std::size_t i = 0; i < m_tests.size(); ++i) {
      if (!is_sure(m_tests[i]))
        m_drivers.add(m_tests[i], i);
      else if (grouped.contains(i) || is_put_off(m_tests[i]))
        continue;
      else if (const auto traced = trace_timed(i); !traced)
        return forward(traced);
    }
    trace_drivers();
    for (auto& plans : m_plans)
      std::ranges::move(plans, std::back_inserter(m_learnt.plans));
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
    return std::chrono::duration<double>(Clock::now() - m_start).count() > m_options.seconds ||
           (m_options.interrupted && m_options.interrupted());
  }

  /// Seconds that one green test may take.
  double longest(double usual) const {
    return std::min(usual, k_longest_green_part * m_options.green_seconds);
  }

  /// Whether the test is one of the green ones that there is no more time for.
  bool is_put_off(const TestSpec& test) {
    if (m_options.known_red.empty() || is_red(test) || m_green.count() < m_options.green_seconds)
      return false;
    m_learnt.put_off.push_back(test.name);
    return true;
  }

  /// The tests that need not be run alone.
  std::set<std::size_t> run_groups() {
    std::set<std::size_t> grouped;
    const auto start = Clock::now();
    for (auto& group : learn_in_groups(m_executors, m_tests, far_from_red(), longest(k_short_test))) {
      grouped.insert(group.tests.begin(), group.tests.end());
      m_plans[group.tests.front()].push_back(std::move(group.plan));
    }
    m_done += grouped.size();
    m_green += Clock::now() - start;
    return grouped;
  }

  /// None where nothing is known of red ones. What the neighbours of these reach tells most.
  std::vector<std::size_t> far_from_red() const {
    std::vector<std::size_t> far;
    std::size_t since = k_near; // the last red one
    for (std::size_t i = 0; i < m_tests.size() && !m_options.known_red.empty(); ++i) {
      if (is_red(m_tests[i])) {
        while (!far.empty() && far.back() + k_near >= i)
          far.pop_back();
        since = 0;
      } else if (++since > k_near && is_sure(m_tests[i])) {
        far.push_back(i);
      }
    }
    return far;
  }

  void trace_drivers() {
    m_start = Clock::now();
    m_drivers.mix();
    for (std::optional<std::size_t> index; !is_over() && (index = m_drivers.next());)
      (void)trace(*index); // an error is for red ones, which are traced before
    for (const auto index : m_drivers.left())
      m_learnt.untraced.push_back(m_tests[index].name);
  }

  base::Result<void> trace_timed(std::size_t index) {
    const auto start = Clock::now();
    auto traced = trace(index);
    if (!is_red(m_tests[index]))
      m_green += Clock::now() - start;
    return traced;
  }

  base::Result<void> trace(std::size_t index) {
    const auto& test = m_tests[index];
    if (m_options.progress)
      m_options.progress(++m_done, m_tests.size());
    if (!m_options.known_red.empty() && is_sure(test) && traced_by_cases(index))
      return {};
    const bool waits = m_options.known_red.empty() || is_red(test);
    const double most = is_red(test) ? k_short_test : waits ? k_longest_test : longest(k_longest_test);
    auto plan = learn_again(test, most);
    if (!plan && is_red(test))
      return forward(plan);
    if (!plan) {
      m_learnt.failed.push_back({test.name, plan.error().message});
    } else if (most < k_longest_test && !is_red(test) && hung(plan->baseline)) {
      m_learnt.put_off.push_back(test.name);
    } else {
      if (test.judged_by_ctest && !m_options.known_red.empty())
        plan->passes = !is_red(test);
      keep(index, std::move(*plan));
    }
    return {};
  }

  bool traced_by_cases(std::size_t index) {
    const auto& test = m_tests[index];
    KnownCases known{
        !is_red(test), {}, std::min(k_short_test, k_longest_group_part * m_options.green_seconds)};
    for (const auto& name : m_options.red_cases)
      if (name.starts_with(test.name + "::"))
        known.red.push_back(name.substr(test.name.size() + 2));
    auto cases = learn_by_cases(m_executors, test, known);
    m_plans[index] = std::move(cases.plans);
    std::ranges::move(cases.put_off, std::back_inserter(m_learnt.put_off));
    return !m_plans[index].empty() || !cases.put_off.empty();
  }

  /// Once more when the server ended: a test may have ended it.
  base::Result<TestPlan> learn_again(const TestSpec& test, double most) {
    auto& executor = *m_executors.front();
    auto plan = learn_test(executor, test, most);
    if (!plan) {
      executor.close();
      plan = learn_test(executor, test, most);
    }
    if (!plan)
      executor.close();
    return plan;
  }

  /// What starts no program with switches is the same with every candidate.
  void keep(std::size_t index, TestPlan plan) {
    const auto& test = m_tests[index];
    const bool matters = plan.starts > 0 || !plan.reached.empty();
    if (matters && !is_sure(test))
      m_drivers.found_one(test);
    const bool asked = is_red(test) || (m_options.known_red.empty() && !plan.passes);
    if (matters || asked)
      m_plans[index] = split_into_cases(m_executors, std::move(plan));
    else
      m_learnt.elsewhere.push_back(test.name);
  }

  const Executors& m_executors;
  const std::vector<TestSpec>& m_tests;
  const LearnOptions& m_options;
  std::vector<std::vector<TestPlan>> m_plans; ///< of each test, or at the first one of a group
  Drivers m_drivers;
  Clock::time_point m_start;
  std::chrono::duration<double> m_green{0}; ///< spent on tests that are known not to be red
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

std::string note_of_put_off(const Learnt& learnt) {
  return count_of(learnt.put_off.size()) +
         ", or groups of cases, that take long were left to the run of all tests";
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
  if (!learnt.put_off.empty())
    notes.push_back(note_of_put_off(learnt));
  for (const auto& failure : learnt.failed)
    notes.push_back(fmt::format("left out test {}: {}", failure.test, failure.why));
  return notes;
}

} // namespace aurora::repair::search
