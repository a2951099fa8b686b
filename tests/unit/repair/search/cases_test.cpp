#include "aurora/repair/search/cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

using testing::ElementsAre;

TEST(Cases, are_read_from_the_list_of_google_test) {
  const auto* output = "Running main() from gtest_main.cc\n"
                       "Plain.\n  first\n  DISABLED_second\n"
                       "DISABLED_Suite.\n  third\n"
                       "Typed/0.  # TypeParam = int\n  works\n"
                       "All/Params.\n  adds/0  # GetParam() = (1, 2)\n  adds/1  # GetParam() = (3, 4)\n";
  EXPECT_THAT(read_cases(Framework::google_test, output),
              ElementsAre("Plain.first", "Typed/0.works", "All/Params.adds/0", "All/Params.adds/1"));
}

TEST(Cases, are_read_from_the_list_of_doctest) {
  const auto* output = "[doctest] listing all test case names\n"
                       "===============================================================================\n"
                       "the first\n"
                       "another, with comma\n"
                       "===============================================================================\n"
                       "[doctest] unskipped test cases passing the current filters: 2\n";
  EXPECT_THAT(read_cases(Framework::doctest, output), ElementsAre("the first", "another, with comma"));
}

TEST(Cases, are_the_lines_that_catch_prints) {
  EXPECT_THAT(read_cases(Framework::catch2_v3, "one\ntwo [x]\n\n"), ElementsAre("one", "two [x]"));
}

TEST(Cases, are_selected_by_their_escaped_names) {
  EXPECT_EQ(selecting_argument(Framework::google_test, "A.b/0"), "--gtest_filter=A.b/0");
  EXPECT_EQ(selecting_argument(Framework::catch2_v2, "a, b [c]"), "a\\, b \\[c\\]");
  EXPECT_EQ(selecting_argument(Framework::doctest, "a, b"), "--test-case=a\\, b");
}

TEST(Cases, are_selected_together) {
  EXPECT_EQ(joined_selectors(Framework::google_test,
                             std::vector<std::string>{"--gtest_filter=A.b", "--gtest_filter=C.d"}),
            "--gtest_filter=A.b:C.d");
  EXPECT_EQ(joined_selectors(Framework::catch2_v3, std::vector<std::string>{"a", "b\\, c"}), "a,b\\, c");
  EXPECT_EQ(joined_selectors(Framework::doctest, std::vector<std::string>{"--test-case=a", "--test-case=b"}),
            "--test-case=a,b");
}

TEST(Cases, of_a_registered_test_are_in_one_argument) {
  EXPECT_EQ(
      selector_in(Framework::google_test, {"t", "--gtest_filter=A.b", "--gtest_also_run_disabled_tests"}),
      1U);
  EXPECT_EQ(selector_in(Framework::catch2_v3, {"t", "--colour", "a name"}), std::optional<std::size_t>(2));
  EXPECT_EQ(selector_in(Framework::doctest, {"t", "--test-case=a name"}), 1U);
}

TEST(Cases, of_other_commands_are_not_known) {
  EXPECT_EQ(selector_in(Framework::google_test, {"t", "--gtest_filter=A.*-A.b"}), std::nullopt);
  EXPECT_EQ(selector_in(Framework::google_test, {"t", "--gtest_filter=A.b", "input.txt"}), std::nullopt);
  EXPECT_EQ(selector_in(Framework::catch2_v3, {"t", "a name", "--reporter", "xml"}), std::nullopt);
  EXPECT_EQ(selector_in(Framework::catch2_v3, {"t", "~[slow]"}), std::nullopt);
  EXPECT_EQ(selector_in(Framework::doctest, {"t"}), std::nullopt);
}

TEST(Cases, of_a_command_that_already_selects_are_left_alone) {
  EXPECT_TRUE(selects_cases({"t", "--gtest_filter=A.b"}));
  EXPECT_TRUE(selects_cases({"t", "a name"}));
  EXPECT_FALSE(selects_cases({"t", "--gtest_color=no"}));
  EXPECT_FALSE(selects_cases({"t"}));
  EXPECT_FALSE(selects_cases({}));
}

TEST(Cases, frameworks_are_known_by_their_options) {
  EXPECT_EQ(framework_in("..--gtest_list_tests.."), Framework::google_test);
  EXPECT_EQ(framework_in("..list-test-names-only..Catch2"), Framework::catch2_v2);
  EXPECT_EQ(framework_in("..Catch2..list-tests"), Framework::catch2_v3);
  EXPECT_EQ(framework_in("..doctest..list-test-cases"), Framework::doctest);
  EXPECT_EQ(framework_in("main printf"), std::nullopt);
}

} // namespace
} // namespace aurora::repair::search
