#include "aurora/repair/search/case_learning.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <thread>

#include "aurora/repair/search/cases.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_most_cases = 4000;
/// Each alone: of more there are groups first, since starting each takes longer than what most of them do.
constexpr std::size_t k_most_alone = 100;
constexpr std::size_t k_groups = 32;
constexpr std::size_t k_least_batch = 16; ///< tests, each of which CTest would start
constexpr std::size_t k_least_in_group = 8;
constexpr std::size_t k_most_hung = 6; ///< each takes all the time it may have
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
base::Result<Trace> trace_patiently(Executor& executor, TestPlan& plan, double longest) {
  plan.limits = first_limits(plan.test, std::min(longest, k_short_test));
  auto trace = executor.trace(plan.test, plan.limits);
  if (!trace || longest <= k_short_test || trace->observation.end != RunEnd::timed_out)
    return trace;
  plan.limits = first_limits(plan.test, longest);
  return executor.trace(plan.test, plan.limits);
}

/// None when there is nothing to choose among.
std::vector<std::string> many_cases(Framework framework, std::string_view listing) {
  auto cases = read_cases(framework, listing);
  return cases.size() < 2 || cases.size() > k_most_cases ? std::vector<std::string>{} : cases;
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
  return many_cases(framework, observation->out);
}

/// The limit is known to do for the list of cases only.
bool passes_with_more_memory(Executor& executor, const TestPlan& plan) {
  if (plan.limits.memory == 0 || hung(plan.baseline))
    return false;
  auto limits = plan.limits;
  limits.memory = 0;
  const auto free = executor.run(*plan.inner, {}, limits);
  return free && ctest_verdict(plan.test, *free) == Verdict::pass;
}

using Names = std::span<const std::string>;

/// How long a group is waited for, and whether one that takes longer is no more than slow.
struct Look {
  double longest = k_short_test;
  bool puts_off = false;
};

std::optional<TestPlan> learn_group(Executor& executor, const TestPlan& whole, Framework framework,
                                    Names names, const Look& look) {
  std::vector<std::string> selectors;
  for (const auto& name : names)
    selectors.push_back(selecting_argument(framework, name));
  const auto argument = joined_selectors(framework, selectors);
  auto plan = whole;
  plan.case_of = whole.test.name;
  plan.cases = names.size();
  plan.test.name += "::" + names.front() + (names.size() > 1 ? " to " + names.back() : "");
  plan.test.command.push_back(argument);
  plan.inner->argv.push_back(argument);
  if (look.puts_off)
    plan.limits = first_limits(plan.test, look.longest);
  auto trace = executor.trace_run(*plan.inner, plan.limits);
  if (!trace || trace->observation.end == RunEnd::not_started)
    return std::nullopt;
  plan.passes = ctest_verdict(plan.test, trace->observation) == Verdict::pass;
  plan.reached = std::move(trace->reached);
  plan.baseline = std::move(trace->observation);
  plan.returns_from_main = plan.baseline.main_returned;
  if (!plan.passes && passes_with_more_memory(executor, plan))
    return std::nullopt;
  return plan;
}

/// Calls work(executor, i) for all i below `count` until one returns false. Each executor takes the next.
template <typename Work>
void share_out(const Executors& executors, std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (const auto& executor : executors)
    threads.emplace_back([&, &own = *executor] {
      for (auto i = next++; i < count; i = next++)
        if (!work(own, i))
          next = count;
    });
}

/// All of them, or none.
std::vector<TestPlan> learn_groups(const Executors& executors, const TestPlan& whole, Framework framework,
                                   const std::vector<Names>& groups, const Look& look = {}) {
  std::vector<std::optional<TestPlan>> found(groups.size());
  std::atomic<std::size_t> hanging = 0;
  share_out(executors, groups.size(), [&](Executor& own, std::size_t i) {
    found[i] = learn_group(own, whole, framework, groups[i], look);
    return found[i] && (look.puts_off || !hung(found[i]->baseline) || ++hanging <= k_most_hung);
  });
  std::vector<TestPlan> plans;
  for (auto& plan : found) {
    if (!plan)
      return {};
    plans.push_back(std::move(*plan));
  }
  return plans;
}

std::size_t group_size(std::size_t cases) {
  return cases > k_most_alone ? (cases + k_groups - 1) / k_groups : 1;
}

std::vector<Names> groups_of(Names names, std::size_t size) {
  std::vector<Names> groups;
  for (std::size_t i = 0; i < names.size(); i += size)
    groups.push_back(names.subspan(i, std::min(size, names.size() - i)));
  return groups;
}

/// Whether the framework's name of a case, or of a section in it, is that of the case.
bool is_of_case(std::string_view printed, const std::string& name) {
  return printed.starts_with(name) &&
         (printed.size() == name.size() || printed.substr(name.size()).starts_with(" / "));
}

/// The cases that are known to be red, and the others; none are where one of the known is not among them.
struct PartedCases {
  std::vector<std::string> red;
  std::vector<std::string> others;
};

PartedCases part(const std::vector<std::string>& names, const std::vector<std::string>& red) {
  PartedCases parted;
  const auto is_red = [&](const std::string& name) {
    return std::ranges::any_of(red, [&](const auto& printed) { return is_of_case(printed, name); });
  };
  const bool all_there = std::ranges::all_of(red, [&](const auto& printed) {
    return std::ranges::any_of(names, [&](const auto& name) { return is_of_case(printed, name); });
  });
  for (const auto& name : names)
    (all_there && is_red(name) ? parted.red : parted.others).push_back(name);
  return parted;
}

/// Red ones, those of red groups, and of programs with few, each alone; the others as groups.
LearntCases learn_cases(const Executors& executors, const TestPlan& whole, Framework framework,
                        const std::vector<std::string>& names, const KnownCases& known) {
  const auto parted = part(names, known.red);
  const auto size = group_size(parted.others.size());
  const auto groups = groups_of(parted.others, size);
  const Look look{known.longest, known.longest < k_short_test && (known.passes || !parted.red.empty())};
  auto plans = learn_groups(executors, whole, framework, groups, look);
  if (plans.size() != groups.size())
    return {};
  auto alone = groups_of(parted.red, 1);
  LearntCases learnt;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (look.puts_off && hung(plans[i].baseline))
      learnt.put_off.push_back(plans[i].test.name);
    else if (plans[i].passes || size == 1)
      learnt.plans.push_back(std::move(plans[i]));
    else
      std::ranges::copy(groups_of(groups[i], 1), std::back_inserter(alone));
  }
  auto singles = learn_groups(executors, whole, framework, alone);
  if (singles.size() != alone.size())
    return {};
  std::ranges::move(learnt.plans, std::back_inserter(singles));
  learnt.plans = std::move(singles);
  return learnt;
}

/// Tests that differ in the cases they select only.
struct Batch {
  Framework framework = Framework::google_test;
  std::size_t selector = 0; ///< argument of the command
  TestSpec common;          ///< without name and selection
  std::vector<std::size_t> tests;
};

class Batches {
public:
  void add(const TestSpec& test, std::size_t index) {
    const auto framework = framework_of_program(test.command.front());
    const auto selector = framework ? selector_in(*framework, test.command) : std::nullopt;
    if (!selector)
      return;
    auto common = test;
    common.name.clear();
    common.command[*selector].clear();
    auto batch = std::ranges::find(all, common, &Batch::common);
    if (batch == all.end())
      batch = all.insert(all.end(), {*framework, *selector, std::move(common), {}});
    batch->tests.push_back(index);
  }

  std::vector<Batch> all;

private:
  std::optional<Framework> framework_of_program(const std::string& path) {
    const auto [entry, fresh] = m_frameworks.try_emplace(path);
    if (fresh)
      entry->second = framework_of(path);
    return entry->second;
  }

  std::map<std::string, std::optional<Framework>> m_frameworks;
};

TestSpec test_of_group(const Batch& batch, const std::vector<TestSpec>& tests,
                       std::span<const std::size_t> group) {
  std::vector<std::string> selectors;
  for (const auto index : group)
    selectors.push_back(tests[index].command[batch.selector]);
  auto test = batch.common;
  test.name = tests[group.front()].name + " to " + tests[group.back()].name;
  test.command[batch.selector] = joined_selectors(batch.framework, selectors);
  return test;
}

/// One group of a batch and, once it was run, what is known of it.
struct BatchGroup {
  const Batch* batch = nullptr;
  std::span<const std::size_t> tests;
  std::optional<TestPlan> plan; ///< a green one
};

std::vector<BatchGroup> groups_of(const std::vector<Batch>& batches) {
  std::vector<BatchGroup> groups;
  for (const auto& batch : batches) {
    const std::span<const std::size_t> all = batch.tests;
    const auto count = std::clamp<std::size_t>(all.size() / k_least_in_group, 1, k_groups);
    const auto size = (all.size() + count - 1) / count;
    for (std::size_t i = 0; all.size() >= k_least_batch && i < all.size(); i += size)
      groups.push_back({&batch, all.subspan(i, std::min(size, all.size() - i)), std::nullopt});
  }
  return groups;
}

/// Whether it passes when all cases of its program do.
bool is_made_of_cases(const TestSpec& test) {
  return !selects_cases(test.command) && !is_judged_by_output(test);
}

bool tell_the_same(const std::vector<TestPlan>& cases, bool passes) {
  return !cases.empty() && std::ranges::all_of(cases, &TestPlan::passes) == passes;
}

} // namespace

base::Result<TestPlan> learn_test(Executor& executor, const TestSpec& test, double longest) {
  TestPlan plan;
  plan.test = test;
  auto trace = trace_patiently(executor, plan, longest);
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

std::vector<TestPlan> split_into_cases(const Executors& executors, TestPlan whole) {
  const auto framework = whole.inner && whole.whole_test && is_made_of_cases(whole.test)
                             ? framework_of(whole.inner->program)
                             : std::nullopt;
  auto cases = framework ? learn_cases(executors, whole, *framework,
                                       list_cases(*executors.front(), whole, *framework), {})
                         : LearntCases{};
  if (!tell_the_same(cases.plans, whole.passes))
    return {std::move(whole)};
  return std::move(cases.plans);
}

LearntCases learn_by_cases(const Executors& executors, const TestSpec& test, const KnownCases& known) {
  const auto framework = test.judged_by_ctest || test.will_fail || !is_made_of_cases(test)
                             ? std::nullopt
                             : framework_of(test.command.front());
  if (!framework)
    return {};
  auto listing = test;
  const auto arguments = listing_arguments(*framework);
  listing.command.insert(listing.command.end(), arguments.begin(), arguments.end());
  TestPlan whole;
  whole.limits = first_limits(test, k_short_test);
  const auto trace = executors.front()->trace(listing, whole.limits);
  if (!trace || trace->observation.end != RunEnd::exited)
    return {};
  whole.passes =
      ctest_verdict(listing, trace->observation) == Verdict::pass; // some return how many they list
  find_inner(*executors.front(), whole, *trace);
  if (!whole.inner || !whole.whole_test || whole.inner->argv.size() <= arguments.size() ||
      !std::ranges::equal(arguments, std::span(whole.inner->argv).last(arguments.size())))
    return {};
  whole.test = test;
  whole.passes = known.passes;
  whole.starts = 1;
  whole.inner->argv.resize(whole.inner->argv.size() - arguments.size());
  auto cases =
      learn_cases(executors, whole, *framework, many_cases(*framework, trace->observation.out), known);
  const bool only_slow = known.passes && cases.plans.empty() && !cases.put_off.empty();
  return only_slow || tell_the_same(cases.plans, known.passes) ? std::move(cases) : LearntCases{};
}

std::vector<GroupedTests> learn_in_groups(const Executors& executors, const std::vector<TestSpec>& tests,
                                          const std::vector<std::size_t>& green, double longest) {
  Batches batches;
  for (const auto index : green)
    if (const auto& test = tests[index];
        !test.judged_by_ctest && !test.will_fail && !is_judged_by_output(test))
      batches.add(test, index);
  auto groups = groups_of(batches.all);
  std::atomic<std::size_t> hanging = 0;
  share_out(executors, groups.size(), [&](Executor& own, std::size_t i) {
    auto plan = learn_test(own, test_of_group(*groups[i].batch, tests, groups[i].tests), longest);
    const bool hangs = plan && hung(plan->baseline);
    if (plan && plan->passes && plan->inner)
      groups[i].plan = std::move(*plan);
    return !hangs || ++hanging <= k_most_hung;
  });
  std::vector<GroupedTests> learnt;
  for (auto& group : groups)
    if (group.plan) {
      group.plan->cases = group.tests.size();
      learnt.push_back({std::move(*group.plan), {group.tests.begin(), group.tests.end()}});
    }
  return learnt;
}

} // namespace aurora::repair::search
