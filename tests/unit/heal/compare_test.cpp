#include "aurora/heal/compare.hpp"

#include <gtest/gtest.h>

namespace aurora::heal {
namespace {

model::TestCase test_case(const std::string& ctest_name, model::TestStatus status) {
  model::TestCase test;
  test.ctest_name = ctest_name;
  test.status = status;
  return test;
}

model::Event failure(const std::string& test_id) {
  model::Event event;
  event.test_id = test_id;
  return event;
}

using enum model::TestStatus;

Snapshot red() {
  Snapshot snapshot;
  snapshot.run.cases = {test_case("good", passed), test_case("bad", failed), test_case("unbuilt", not_run)};
  snapshot.events = {failure("bad"), failure("unbuilt")};
  return snapshot;
}

model::Cluster cluster_of(const std::string& test_id) {
  model::Cluster cluster;
  cluster.events = {failure(test_id)};
  return cluster;
}

} // namespace

TEST(Compare, sees_a_fix_that_breaks_nothing) {
  Snapshot after;
  after.run.cases = {test_case("good", passed), test_case("bad", passed), test_case("unbuilt", not_run)};
  after.events = {failure("unbuilt")};
  const auto result = compare(red(), after, cluster_of("bad"));
  EXPECT_TRUE(result.fixed());
  EXPECT_TRUE(result.harmless());
  EXPECT_TRUE(result.revealed.empty());
}

TEST(Compare, names_a_test_that_turned_red) {
  Snapshot after;
  after.run.cases = {test_case("good", failed), test_case("bad", passed), test_case("unbuilt", not_run)};
  after.events = {failure("good"), failure("unbuilt")};
  EXPECT_EQ(compare(red(), after, cluster_of("bad")).broken, std::vector<std::string>{"good"});
}

TEST(Compare, names_a_test_that_vanished_or_is_skipped_now) {
  Snapshot after;
  after.run.cases = {test_case("bad", passed)};
  EXPECT_EQ(compare(red(), after, cluster_of("bad")).vanished, std::vector<std::string>{"good"});
  after.run.cases.push_back(test_case("good", skipped));
  EXPECT_EQ(compare(red(), after, cluster_of("bad")).vanished, std::vector<std::string>{"good"});
}

TEST(Compare, tells_a_revealed_failure_from_a_broken_test) {
  Snapshot after;
  after.run.cases = {test_case("good", passed), test_case("bad", passed), test_case("unbuilt", failed)};
  after.events = {failure("unbuilt::Case.one")};
  const auto result = compare(red(), after, cluster_of("bad"));
  EXPECT_EQ(result.revealed, std::vector<std::string>{"unbuilt::Case.one"});
  EXPECT_TRUE(result.harmless());
}

TEST(Compare, sees_one_case_of_a_binary_fail_while_another_passes) {
  Snapshot before;
  before.run.cases = {test_case("all", failed), test_case("all", passed)};
  before.events = {failure("all::A.one")};
  Snapshot after = before;
  after.events = {failure("all::A.two")};
  const auto result = compare(before, after, cluster_of("all::A.one"));
  EXPECT_TRUE(result.fixed());
  EXPECT_EQ(result.broken, std::vector<std::string>{"all::A.two"});
}

TEST(Compare, names_a_case_that_vanished_inside_a_program_that_passes) {
  Snapshot before;
  before.run.cases = {test_case("all", failed)};
  before.events = {failure("all::A.two")};
  before.census = {{"all", 3, {"A.one", "A.two", "A.three"}}};
  Snapshot after;
  after.run.cases = {test_case("all", passed)};
  after.census = {{"all", 2, {"A.three", "A.one"}}};
  EXPECT_EQ(compare(before, after, cluster_of("all::A.two")).vanished,
            std::vector<std::string>{"all::A.two"});
  after.census = {{"all", 4, {"A.three", "A.one", "A.two", "A.four"}}};
  EXPECT_TRUE(compare(before, after, cluster_of("all::A.two")).harmless());
}

TEST(Compare, counts_cases_where_no_names_are_told) {
  Snapshot before;
  before.run.cases = {test_case("all", passed)};
  before.census = {{"all", 5, {}}};
  Snapshot after = before;
  EXPECT_TRUE(compare(before, after, {}).harmless());
  after.census[0].ran = 4;
  EXPECT_EQ(compare(before, after, {}).vanished, std::vector<std::string>{"all (1 of its 5 cases)"});
  after.census.clear(); // an early return from main()
  EXPECT_EQ(compare(before, after, {}).vanished, std::vector<std::string>{"all (5 of its 5 cases)"});
}

TEST(CTestNames, are_listed_once_and_without_build_failures) {
  EXPECT_EQ(ctest_names({failure("a::X.1"), failure("build::src/a.cpp"), failure("a::X.2"), failure("b")}),
            (std::vector<std::string>{"a", "a::X.1", "a::X.2", "b"}));
}

TEST(CTestNames, may_hold_the_separator_themselves) {
  EXPECT_EQ(ctest_names({failure("yaml::test::Node.tag")}),
            (std::vector<std::string>{"yaml", "yaml::test", "yaml::test::Node.tag"}));
}

} // namespace aurora::heal
