#include "aurora/quality/cxx_tests.hpp"

#include <gmock/gmock.h>

namespace aurora::quality {
namespace {

/// "name@line", with "!" where nothing is asserted.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& test : read_cxx_tests({{"t.cpp", text}}))
    out.push_back((test.asserts ? "" : "!") + test.framework + " " + test.suite + "|" + test.name + "@" +
                  std::to_string(test.line));
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CxxTests, reads_googletest) {
  EXPECT_THAT(told("#include <gtest/gtest.h>\nTEST(Shelf, holds_two) {\n  EXPECT_EQ(shelf(), 2);\n}\n"
                   "TEST_F(Box, opens) { open(); }\nTEST_P(Many, runs) { ASSERT_TRUE(GetParam()); }\n"),
              ElementsAre("gtest Shelf|holds_two@2", "!gtest Box|opens@5", "gtest Many|runs@6"));
}

TEST(CxxTests, reads_catch2_doctest_and_boost) {
  EXPECT_THAT(told("TEST_CASE(\"a stack \" \"grows\", \"[fast]\") { SECTION(\"x\") { REQUIRE(a == b); } }\n"
                   "SCENARIO(\"nothing\") { GIVEN(\"a\") { run(); } }\n"),
              ElementsAre("catch2 |a stack grows@1", "!catch2 |nothing@2"));
  EXPECT_THAT(
      told("#include <doctest/doctest.h>\nTEST_CASE(\"a \\\"word\\\"\") { SUBCASE(\"x\") { CHECK(a); } }\n"),
      ElementsAre("doctest |a \\\"word\\\"@2"));
  EXPECT_THAT(told("BOOST_AUTO_TEST_CASE(adds) { BOOST_TEST(a == 1); }\n"
                   "BOOST_FIXTURE_TEST_CASE(idles, Fixture) { BOOST_TEST_MESSAGE(\"x\"); }\n"),
              ElementsAre("boost |adds@1", "!boost |idles@2"));
}

TEST(CxxTests, is_not_fooled_by_comments_texts_and_directives) {
  EXPECT_THAT(told("// TEST(A, b) { }\n/* TEST(A, c) {} */\nconst char* t = \"TEST(A, d) {}\";\n#define "
                   "MY_TEST(x) TEST(A, x) {}\n"),
              IsEmpty());
  EXPECT_THAT(told("TEST(A, b) {\n  // EXPECT_EQ(1, 1);\n  log(\"EXPECT_EQ(1, 2)\");\n}\n"),
              ElementsAre("!gtest A|b@1"));
  EXPECT_THAT(told("TEST(A, DISABLED_b) { run(); }"), IsEmpty());
  EXPECT_THAT(told("TEST(A, b"), IsEmpty());
  EXPECT_THAT(told("TEST(A, b) { if ("), IsEmpty());
}

TEST(CxxTests, follows_functions_that_assert) {
  EXPECT_THAT(told("static void deep(int n) { EXPECT_EQ(n, 1); }\nstatic void shallow(int n) { deep(n); }\n"
                   "static void idle() {}\nTEST(A, deep) { shallow(2); }\nTEST(A, idle) { idle(); }\n"),
              ElementsAre("gtest A|deep@4", "!gtest A|idle@5"));
}

TEST(CxxTests, follows_functions_of_other_files) {
  const auto tests = read_cxx_tests({{"a.cpp", "TEST(A, b) { same_as_before(); }"},
                                     {"z.hpp", "inline void same_as_before() { ASSERT_TRUE(x); }"}});
  ASSERT_EQ(tests.size(), 1U);
  EXPECT_TRUE(tests.front().asserts);
}

TEST(CxxTests, counts_the_fixtures_tear_down) {
  EXPECT_THAT(
      told("class Box : public testing::Test { void TearDown() override { EXPECT_TRUE(closed()); } };\n"
           "TEST_F(Box, opens) { open(); }\nTEST_F(Bin, opens) { open(); }\n"),
      ElementsAre("gtest Box|opens@2", "!gtest Bin|opens@3"));
}

TEST(CxxTests, doubts_in_favour_of_the_test) {
  EXPECT_THAT(told("TEST(A, macro) { MY_COMPANY_SAME(1, 2); }\nTEST(A, helper) { verifyOrder(x); }\n"
                   "TEST(A, throws) { if (x) throw 1; }\nTEST(A, mock) { EXPECT_CALL(m, f()); }\n"),
              ElementsAre("gtest A|macro@1", "gtest A|helper@2", "gtest A|throws@3", "gtest A|mock@4"));
}

} // namespace
} // namespace aurora::quality
