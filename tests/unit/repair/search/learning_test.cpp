#include "aurora/repair/search/learning.hpp"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "aurora/base/text.hpp"
#include "support/temporary_folder.hpp"
#include "unit/repair/search/fake_executor.hpp"

namespace aurora::repair::search {
namespace {

/// The driver wants "right", which the program does not print.
FakeExecutor::Answer driven_program() {
  return [](const Invocation& run, Selection) { return ended(run.program.empty() ? 1 : 0, "wrong"); };
}

TestSpec script() {
  TestSpec test;
  test.name = "t";
  test.command = {"driver"};
  return test;
}

std::vector<TestPlan> plans_of(FakeExecutor& executor, const TestSpec& test) {
  auto learnt = learn_plans({&executor}, {test}, {});
  EXPECT_TRUE(learnt);
  return learnt ? std::move(learnt->plans) : std::vector<TestPlan>{};
}

TEST(Learning, learns_a_fork_served_program_from_one_start) {
  FakeExecutor executor(driven_program());
  executor.starts = {{Invocation{"/bin/program", {"program"}, {}, "/in", {}}, false}};
  const auto plans = plans_of(executor, script());
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_FALSE(plans.front().passes);
  ASSERT_TRUE(plans.front().inner);
  EXPECT_EQ(plans.front().inner->stdin_path, "/in");
}

TEST(Learning, runs_the_command_itself_when_it_starts_several_programs) {
  FakeExecutor executor(driven_program());
  executor.starts.resize(2);
  const auto plans = plans_of(executor, script());
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_FALSE(plans.front().inner);
}

/// A program of Google Test with a red and a green case, behind one test.
struct ManyCases {
  explicit ManyCases(bool red_alone) {
    test::write_text(program, "... gtest_list_tests ...");
    executor.starts = {{Invocation{program, {program}, {}, {}, {}}, true}};
    spec.name = "all";
    spec.command = {program};
    answer_red = red_alone ? 1 : 0;
  }
  Observation answer(const Invocation& run) const {
    const auto& last = run.argv.back();
    if (last == "--gtest_list_tests")
      return ended(0, "S.\n  red\n  green\n");
    return ended(last == "--gtest_filter=S.green" ? 0 : last == "--gtest_filter=S.red" ? answer_red : 1);
  }
  const test::TemporaryFolder folder;
  std::string program = folder / "t";
  int answer_red = 1;
  FakeExecutor executor{[this](const Invocation& run, Selection) { return answer(run); }};
  TestSpec spec;
};

TEST(Learning, splits_a_program_of_many_cases) {
  ManyCases it(true);
  const auto plans = plans_of(it.executor, it.spec);
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans.front().test.name, "all::S.red");
  EXPECT_EQ(plans.front().case_of, "all");
  EXPECT_FALSE(plans.front().passes);
  EXPECT_TRUE(plans.back().passes);
  EXPECT_EQ(plans.back().inner->argv.back(), "--gtest_filter=S.green");
}

TEST(Learning, does_not_split_a_program_whose_cases_fail_only_together) {
  ManyCases it(false);
  const auto plans = plans_of(it.executor, it.spec);
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans.front().test.name, "all");
}

/// Of 320 cases of which "S.c77" is red; a group that holds it is red too.
struct CrowdedProgram : ManyCases {
  CrowdedProgram() : ManyCases(true) {
    executor = FakeExecutor([this](const Invocation& run, Selection) { return answer_of_crowd(run); });
    executor.starts = {{Invocation{program, {program}, {}, {}, {}}, true}};
  }
  Observation answer_of_crowd(const Invocation& run) {
    if (run.argv.back() == "--gtest_list_tests")
      return ended(0, listing());
    const bool selects = run.argv.back().starts_with("--gtest_filter=");
    wholes += selects ? 0 : 1;
    const auto chosen = (selects ? run.argv.back().substr(15) : "S.c77") + ":";
    auto result = ended(base::contains(chosen, "S.c77:") ? 1 : 0);
    result.steps = 100ULL * static_cast<unsigned long long>(std::ranges::count(chosen, ':'));
    return result;
  }
  int wholes = 0;
  static std::string listing() {
    std::string text = "S.\n";
    for (int i = 0; i < 320; ++i)
      text += "  c" + std::to_string(i) + "\n";
    return text;
  }
};

TEST(Learning, many_cases_are_run_in_groups_and_alone_where_a_group_is_red) {
  CrowdedProgram it;
  const auto plans = plans_of(it.executor, it.spec);
  ASSERT_EQ(plans.size(), 10U + 31U);
  EXPECT_EQ(std::ranges::count(plans, std::size_t{10}, &TestPlan::cases), 31);
  ASSERT_EQ(std::ranges::count(plans, false, &TestPlan::passes), 1);
  const auto red = std::ranges::find(plans, false, &TestPlan::passes);
  EXPECT_EQ(red->test.name, "all::S.c77");
  EXPECT_EQ(plans.back().test.name, "all::S.c310 to S.c319");
}

TEST(Learning, a_red_case_has_the_budget_of_one_case_not_of_a_group) {
  CrowdedProgram it;
  const auto plans = plans_of(it.executor, it.spec);
  const auto red = std::ranges::find(plans, false, &TestPlan::passes);
  ASSERT_NE(red, plans.end());
  EXPECT_EQ(red->limits.steps, 20U * 100U + 100'000U);
  EXPECT_EQ(plans.back().limits.steps, 20U * 1000U + 100'000U);
}

TEST(Learning, cases_are_learnt_without_running_the_whole_where_its_end_is_known) {
  CrowdedProgram it;
  it.executor.starts.front().invocation.argv = {it.program, "--gtest_list_tests"};
  LearnOptions options;
  options.known_red = {"all"};
  options.build_dir = it.folder.path();
  const auto learnt = learn_plans({&it.executor}, {it.spec}, options);
  ASSERT_TRUE(learnt);
  EXPECT_EQ(learnt->plans.size(), 10U + 31U);
  EXPECT_EQ(it.wholes, 0);
}

/// The same, and it is known which case is red; a run of "S.c200" takes long.
struct KnownProgram : CrowdedProgram {
  explicit KnownProgram(double green_seconds) {
    executor = FakeExecutor([this](const Invocation& run, Selection) {
      auto result = answer_of_crowd(run);
      if (base::contains(run.argv.back(), "S.c200"))
        result.end = RunEnd::timed_out;
      return result;
    });
    executor.starts = {{Invocation{program, {program, "--gtest_list_tests"}, {}, {}, {}}, true}};
    options.known_red = {"all"};
    options.red_cases = {"all::S.c77"};
    options.build_dir = folder.path();
    options.green_seconds = green_seconds;
  }
  Learnt learn() {
    auto learnt = learn_plans({&executor}, {spec}, options);
    EXPECT_TRUE(learnt);
    return learnt ? std::move(*learnt) : Learnt{};
  }
  LearnOptions options;
};

TEST(Learning, known_red_cases_are_run_alone_and_slow_groups_are_put_off) {
  KnownProgram it(10);
  const auto learnt = it.learn();
  ASSERT_EQ(learnt.plans.size(), 1U + 31U);
  EXPECT_EQ(learnt.plans.front().test.name, "all::S.c77");
  EXPECT_FALSE(learnt.plans.front().passes);
  ASSERT_EQ(learnt.put_off.size(), 1U);
  EXPECT_EQ(learnt.put_off.front(), "all::S.c191 to S.c200");
  EXPECT_EQ(it.wholes, 0);
}

TEST(Learning, slow_groups_are_waited_for_where_the_time_is_not_limited) {
  KnownProgram it(std::numeric_limits<double>::infinity());
  const auto learnt = it.learn();
  EXPECT_TRUE(learnt.put_off.empty());
  EXPECT_EQ(std::ranges::count(learnt.plans, false, &TestPlan::passes), 2) << "the slow one counts as red";
}

TEST(Learning, cases_are_not_known_to_be_red_that_the_program_does_not_list) {
  KnownProgram it(10);
  it.options.red_cases = {"all::S.gone"};
  const auto learnt = it.learn();
  EXPECT_TRUE(learnt.put_off.empty());
  EXPECT_EQ(std::ranges::count(learnt.plans, false, &TestPlan::passes), 2);
}

/// 100 registered tests of one program of which the one with case 50 is red.
struct Discovered {
  explicit Discovered(bool group_fails = false) : groups_fail(group_fails) {
    test::write_text(program, "... gtest_list_tests ...");
    executor.starts = {{Invocation{program, {program}, {}, {}, {}}, true}};
    options.known_red = {"S.c50"};
    options.build_dir = folder.path();
    for (int i = 0; i < 100; ++i) {
      TestSpec test;
      test.name = "S.c" + std::to_string(i);
      test.command = {program, "--gtest_filter=" + test.name};
      tests.push_back(test);
    }
  }
  std::vector<TestPlan> learn() {
    auto learnt = learn_plans({&executor}, tests, options);
    EXPECT_TRUE(learnt);
    return learnt ? std::move(learnt->plans) : std::vector<TestPlan>{};
  }
  Observation answer(const Invocation& run) const {
    const auto& last = run.argv.back();
    return ended(last.ends_with("=S.c50") || (groups_fail && base::contains(last, ":")) ? 1 : 0);
  }
  bool groups_fail;
  const test::TemporaryFolder folder;
  std::string program = folder / "t";
  FakeExecutor executor{[this](const Invocation& run, Selection) { return answer(run); }};
  std::vector<TestSpec> tests;
  LearnOptions options;
};

TEST(Learning, registered_cases_far_from_red_ones_are_run_in_groups) {
  Discovered it;
  const auto plans = it.learn();
  EXPECT_EQ(std::ranges::count(plans, std::size_t{1}, &TestPlan::cases), 21);
  std::size_t grouped = 0;
  for (const auto& plan : plans)
    grouped += plan.cases > 1 ? plan.cases : 0;
  EXPECT_EQ(grouped, 79U);
  EXPECT_LE(plans.size(), 21U + 10U);
  EXPECT_TRUE(plans.front().test.name.starts_with("S.c0 to ")) << plans.front().test.name;
  EXPECT_TRUE(plans.front().test.command.back().starts_with("--gtest_filter=S.c0:S.c1:"));
}

TEST(Learning, registered_cases_that_are_red_together_are_run_alone) {
  Discovered it(true);
  EXPECT_EQ(it.learn().size(), 100U);
}

/// A build with programs of its own, beside a script that starts one of them and two runners of another
/// language, one of which does.
struct MixedProject {
  MixedProject() {
    executor.starts = {{Invocation{"/b/a", {"a"}, {}, {}, {}}, false}};
    executor.starts_nothing = [](const TestSpec& test) { return test.name.starts_with("other"); };
    options.build_dir = "/b";
    for (const auto* name : {"other1", "other2", "other3", "other4", "other5", "other6"})
      add(name, {"/usr/bin/node", name});
    for (const auto* name : {"script1", "script2", "script3"})
      add(name, {"/usr/bin/python3", name});
    add("a", {"/b/a"});
    add("b", {"/b/b"});
  }
  void add(const std::string& name, std::vector<std::string> command) {
    TestSpec test;
    test.name = name;
    test.command = std::move(command);
    tests.push_back(std::move(test));
  }
  base::Result<Learnt> learn() { return learn_plans({&executor}, tests, options); }

  FakeExecutor executor{[](const Invocation&, Selection) { return ended(0); }};
  std::vector<TestSpec> tests;
  LearnOptions options;
};

std::vector<std::string> names_of(const Learnt& learnt) {
  std::vector<std::string> names;
  for (const auto& plan : learnt.plans)
    names.push_back(plan.test.name);
  return names;
}

using Names = std::vector<std::string>;

TEST(Learning, leaves_out_tests_that_start_no_program_with_switches) {
  MixedProject it;
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(names_of(*learnt), (Names{"script1", "script2", "script3", "a", "b"}));
  EXPECT_EQ(learnt->elsewhere.size(), 6U);
  EXPECT_EQ(notes_of(*learnt), (Names{"6 tests that start no program with these files in it were left out"}));
}

TEST(Learning, keeps_a_known_red_test_whatever_it_starts) {
  MixedProject it;
  it.options.known_red = {"other2"};
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(names_of(*learnt), (Names{"other2", "script1", "script2", "script3", "a", "b"}));
}

TEST(Learning, traces_the_programs_of_the_build_however_short_the_time) {
  MixedProject it;
  it.options.seconds = -1;
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(names_of(*learnt), (Names{"a", "b"}));
  EXPECT_EQ(learnt->untraced.size(), 9U);
  ASSERT_EQ(notes_of(*learnt).size(), 1U);
  EXPECT_TRUE(notes_of(*learnt).front().starts_with("9 tests of scripts or other languages were left out"));
}

TEST(Learning, prefers_the_kind_of_tests_that_starts_such_programs) {
  MixedProject it;
  it.options.interrupted = [&] { return it.executor.traced.size() >= 6; };
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(names_of(*learnt), (Names{"script1", "script2", "script3", "a", "b"}));
}

TEST(Learning, puts_green_tests_off_that_take_long_or_that_there_is_no_time_for) {
  MixedProject it;
  it.options.known_red = {"a"};
  it.options.green_seconds = 10;
  it.executor = FakeExecutor([](const Invocation& run, Selection) {
    auto result = ended(0);
    result.end = run.argv.front() == "/b/b" ? RunEnd::timed_out : RunEnd::exited;
    return result;
  });
  it.executor.starts = {{Invocation{"/b/a", {"a"}, {}, {}, {}}, false}};
  const auto slow = it.learn();
  ASSERT_TRUE(slow);
  EXPECT_EQ(slow->put_off, Names{"b"});
  EXPECT_EQ(std::ranges::count(names_of(*slow), "b"), 0);
  it.options.green_seconds = 0;
  const auto late = it.learn();
  ASSERT_TRUE(late);
  EXPECT_EQ(late->put_off, Names{"b"});
  EXPECT_EQ(std::ranges::count(it.executor.traced, "b"), 1) << "not run again";
  EXPECT_EQ(std::ranges::count(names_of(*late), "a"), 1) << "red ones are always run";
  EXPECT_TRUE(notes_of(*late).back().starts_with("1 test, or groups of cases, that take long"));
}

TEST(Learning, leaves_out_a_test_that_cannot_be_traced) {
  MixedProject it;
  it.executor.ends_server = "a";
  it.executor.times_ended = 2;
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(names_of(*learnt), (Names{"script1", "script2", "script3", "b"}));
  ASSERT_EQ(learnt->failed.size(), 1U);
  EXPECT_EQ(notes_of(*learnt).back(), "left out test a: the server has ended");
  EXPECT_EQ(it.executor.closed, 2);
}

TEST(Learning, traces_again_after_the_server_ended_once) {
  MixedProject it;
  it.executor.ends_server = "a";
  it.executor.times_ended = 1;
  const auto learnt = it.learn();
  ASSERT_TRUE(learnt);
  EXPECT_EQ(learnt->plans.size(), 5U);
  EXPECT_TRUE(learnt->failed.empty());
}

TEST(Learning, needs_the_tests_that_are_known_to_be_red) {
  MixedProject it;
  it.executor.ends_server = "script2";
  it.executor.times_ended = 2;
  it.options.known_red = {"script2"};
  const auto learnt = it.learn();
  ASSERT_FALSE(learnt);
  EXPECT_EQ(learnt.error().message, "the server has ended");
}

} // namespace
} // namespace aurora::repair::search
