#include "aurora/repair/search/tests.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

TEST(TestList, keeps_what_decides_a_verdict) {
  const auto tests = read_tests(R"({"kind":"ctestInfo","tests":[
    {"name":"a","command":["/b/a","x"],"properties":[{"name":"WORKING_DIRECTORY","value":"/b"},
      {"name":"ENVIRONMENT","value":["A=1","B=2"]},{"name":"TIMEOUT","value":5.0},{"name":"WILL_FAIL","value":true}]},
    {"name":"b","command":["/b/b"],"properties":[{"name":"PASS_REGULAR_EXPRESSION","value":["ok"]},
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

TEST(TestList, leaves_to_ctest_only_what_is_no_plain_text) {
  const auto tests = read_tests(R"({"kind":"ctestInfo","tests":[
    {"name":"a","command":["/b/a"],"properties":[{"name":"SKIP_REGULAR_EXPRESSION","value":["\\[  SKIPPED \\]"]}]},
    {"name":"b","command":["/b/b"],"properties":[{"name":"SKIP_REGULAR_EXPRESSION","value":["skip.*"]}]}]})");
  ASSERT_TRUE(tests) << tests.error().message;
  EXPECT_FALSE(tests->at(0).judged_by_ctest);
  EXPECT_EQ(tests->at(0).skip_texts, std::vector<std::string>{"[  SKIPPED ]"});
  EXPECT_TRUE(tests->at(1).judged_by_ctest);
}

TEST(TestList, that_is_malformed_is_refused) {
  EXPECT_FALSE(read_tests(""));
  EXPECT_FALSE(read_tests(R"({"tests":[{"name":["x"],"command":[]}]})"));
  EXPECT_FALSE(read_tests(std::string(100000, '[')));
}

} // namespace
} // namespace aurora::repair::search
