#include "aurora/repair/search/programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TestSpec running(const std::string& name, std::vector<std::string> command) {
  TestSpec spec;
  spec.name = name;
  spec.command = std::move(command);
  return spec;
}

model::Target target(const std::string& name, model::TargetType type = model::TargetType::executable) {
  model::Target result;
  result.name = name;
  result.type = type;
  result.artifacts = {"/b/" + name};
  result.sources = {name + ".cpp"};
  return result;
}

const std::vector<TestSpec> k_tests = {running("one", {"/b/one_test"}), running("two", {"/b/two_test", "-v"}),
                                       running("script", {"/usr/bin/python3", "/s/run.py", "/b/two_test"})};

std::vector<model::Target> targets() {
  auto docs = target("docs", model::TargetType::utility);
  auto gtest = target("gtest", model::TargetType::static_library);
  gtest.imported_from_elsewhere = true;
  return {target("one_test"),
          target("two_test"),
          target("lib", model::TargetType::static_library),
          target("tool"),
          target("never"),
          docs,
          gtest};
}

bool exists(const std::string& path) {
  return path != "/b/never";
}

const std::set<std::string> k_nothing;

std::vector<std::string> names(const std::vector<TestSpec>& tests) {
  std::vector<std::string> result;
  for (const auto& test : tests)
    result.push_back(test.name);
  return result;
}

} // namespace

TEST(Programs, leaves_out_test_programs_that_nobody_asked_about) {
  const auto programs = programs_for({"one"}, k_tests, targets(), exists);
  EXPECT_THAT(programs.targets, ElementsAre("one_test", "lib", "tool"));
  EXPECT_THAT(programs.sources, ElementsAre("one_test.cpp"));
  EXPECT_THAT(names(programs.tests), ElementsAre("one"));
  EXPECT_THAT(names(programs.others), ElementsAre("two", "script"));
  EXPECT_EQ(programs.left_out, 1U);
}

TEST(Programs, builds_everything_when_all_test_programs_are_asked_about) {
  const auto programs = programs_for({"one", "two"}, k_tests, targets(), exists);
  EXPECT_THAT(programs.targets, IsEmpty());
  EXPECT_THAT(names(programs.tests), ElementsAre("one", "two", "script"));
  EXPECT_THAT(programs.others, IsEmpty());
}

TEST(Programs, leaves_out_what_no_test_runs_where_it_is_spare) {
  const auto programs = programs_for({"one", "two"}, k_tests, targets(), exists, k_nothing);
  EXPECT_THAT(programs.for_tests, ElementsAre("one_test", "two_test", "lib"));
  EXPECT_EQ(programs.targets, programs.for_tests);
  EXPECT_THAT(names(programs.tests), ElementsAre("one", "two", "script"));
  EXPECT_THAT(programs.others, IsEmpty());
}

TEST(Programs, leaves_out_both_what_no_test_runs_and_what_nobody_asked_about) {
  const auto programs = programs_for({"one"}, k_tests, targets(), exists, k_nothing);
  EXPECT_THAT(programs.targets, ElementsAre("one_test", "lib"));
  EXPECT_THAT(programs.for_tests, ElementsAre("one_test", "lib", "two_test"));
  EXPECT_THAT(names(programs.tests), ElementsAre("one"));
  EXPECT_THAT(names(programs.others), ElementsAre("two", "script"));
}

TEST(Programs, are_not_spare_when_a_test_starts_them) {
  const auto programs =
      programs_for({"one", "two"}, k_tests, targets(), exists, std::set<std::string>{"/b/tool"});
  EXPECT_THAT(programs.targets, IsEmpty());
}

TEST(Programs, builds_everything_where_nothing_is_spare) {
  const std::vector<model::Target> all = {target("one_test"), target("two_test")};
  const auto programs = programs_for({"one", "two"}, k_tests, all, exists, k_nothing);
  EXPECT_THAT(programs.targets, IsEmpty());
  EXPECT_THAT(programs.for_tests, IsEmpty());
}

TEST(Programs, knows_the_program_that_a_script_is_given) {
  const auto programs = programs_for({"script"}, k_tests, targets(), exists);
  EXPECT_THAT(programs.targets, ElementsAre("two_test", "lib", "tool"));
  EXPECT_THAT(names(programs.tests), ElementsAre("two", "script"));
}

TEST(Programs, builds_everything_when_nothing_is_asked) {
  const auto programs = programs_for({}, k_tests, targets(), exists);
  EXPECT_THAT(programs.targets, IsEmpty());
  EXPECT_THAT(names(programs.tests), ElementsAre("one", "two", "script"));
}

TEST(Programs, builds_everything_for_a_test_of_no_target) {
  auto tests = k_tests;
  tests.push_back(running("unknown", {"/usr/bin/sh", "-c", "run"}));
  EXPECT_THAT(programs_for({"unknown"}, tests, targets(), exists).targets, IsEmpty());
  EXPECT_THAT(programs_for({"one"}, tests, {}, exists).targets, IsEmpty());
}

} // namespace aurora::repair::search
