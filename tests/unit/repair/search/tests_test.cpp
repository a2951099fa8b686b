#include "aurora/repair/search/tests.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

TEST(TestList, keeps_what_decides_a_verdict) {
  const auto tests = read_tests(R"({"kind":"ctestInfo","tests":[
    {"name":"a","command":["/b/a","x"],"properties":[{"name":"WORKING_DIRECTORY","value":"/b"},
      {"name":"ENVIRONMENT","value":["A=1","B=2"]},{"name":"TIMEOUT","value":5.0},{"name":"WILL_FAIL","value":true}]},
    {"name":"b","command":["/b/b"],"properties":[{"name":"FIXTURES_REQUIRED","value":["ok"]},
      {"name":"DISABLED","value":true}]},
    {"name":"no command"}]})");
  ASSERT_TRUE(tests) << tests.error().message;
  ASSERT_EQ(tests->size(), 2U);
  EXPECT_EQ(tests->at(0).environment.size(), 2U);
  EXPECT_TRUE(tests->at(0).will_fail);
  EXPECT_FALSE(tests->at(0).judged_by_ctest);
  EXPECT_TRUE(tests->at(1).judged_by_ctest);
  EXPECT_TRUE(tests->at(1).disabled);
}

TEST(TestList, leaves_to_ctest_only_patterns_that_cannot_be_read) {
  const auto tests = read_tests(R"({"kind":"ctestInfo","tests":[
    {"name":"a","command":["/b/a"],"properties":[{"name":"SKIP_REGULAR_EXPRESSION","value":["\\[  SKIPPED \\]"]},
      {"name":"PASS_REGULAR_EXPRESSION","value":["ok.*","fine"]}]},
    {"name":"b","command":["/b/b"],"properties":[{"name":"FAIL_REGULAR_EXPRESSION","value":["(open"]}]},
    {"name":"c","command":["/b/c"],"properties":[{"name":"FAIL_REGULAR_EXPRESSION","value":"bad"}]}]})");
  ASSERT_TRUE(tests) << tests.error().message;
  EXPECT_FALSE(tests->at(0).judged_by_ctest);
  ASSERT_EQ(tests->at(0).skip_patterns.size(), 1U);
  EXPECT_TRUE(tests->at(0).skip_patterns[0].is_in("a [  SKIPPED ] b"));
  EXPECT_EQ(tests->at(0).pass_patterns.size(), 2U);
  EXPECT_TRUE(tests->at(1).judged_by_ctest);
  EXPECT_FALSE(tests->at(2).judged_by_ctest);
  EXPECT_TRUE(is_judged_by_output(tests->at(0)));
  EXPECT_TRUE(is_judged_by_output(tests->at(2)));
}

TEST(TestList, does_not_take_what_skips_a_test_for_what_judges_it) {
  TestSpec test;
  test.skip_patterns = {*OutputPattern::from_cmake("skipped")};
  EXPECT_FALSE(is_judged_by_output(test));
}

TEST(TestList, that_is_malformed_is_refused) {
  EXPECT_FALSE(read_tests(""));
  EXPECT_FALSE(read_tests(R"({"tests":[{"name":["x"],"command":[]}]})"));
  EXPECT_FALSE(read_tests(std::string(100000, '[')));
}

} // namespace
} // namespace aurora::repair::search
