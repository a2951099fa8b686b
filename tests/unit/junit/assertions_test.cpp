#include "aurora/junit/assertions.hpp"

#include <algorithm>

#include "aurora/junit/text_readers.hpp"
#include "unit/junit/fixture.hpp"

namespace aurora::junit {
namespace {

model::Assertion at_line(const std::string& name, int line) {
  for (const auto& assertion : read_assertions(fixture(name)))
    if (assertion.line == line)
      return assertion;
  ADD_FAILURE() << name << " has nothing at line " << line;
  return {};
}

TEST(ReadAssertions, reads_all_failing_cases_of_one_gtest_program) {
  const auto found = read_assertions(fixture("gtest/console.txt"));
  EXPECT_EQ(found.size(), 11U);
  EXPECT_EQ(found.front().case_name, "Stack.counts_values");
  EXPECT_EQ(found.back().case_name, "Some/Sizes.are_even/1");
  EXPECT_EQ(found.at(9).case_name, "Broken"); // its set-up failed; the XML only says skipped
}

TEST(ReadAssertions, reads_what_unity_prints) {
  const auto found = read_assertions("/p/t.c:42:parses_hex:FAIL: Expected 1 Was 0. Failed to parse\n"
                                     "/p/t.c:50:parses_text:PASS\n/p/t.c:60:prints:FAIL\n"
                                     "-----------------------\n3 Tests 2 Failures 0 Ignored \nFAIL\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].file, "/p/t.c");
  EXPECT_EQ(found[0].line, 42);
  EXPECT_EQ(found[0].case_name, "parses_hex");
  EXPECT_EQ(found[0].expected, "1");
  EXPECT_EQ(found[0].actual, "0");
  EXPECT_EQ(found[1].line, 60);
}

TEST(ReadAssertions, reads_places_behind_failures_of_frameworks_that_are_not_known) {
  const auto found = read_assertions("Testing Value/one: OK\n* Detail of Value/two test failure:\n"
                                     "/p/main.cpp(244): value.size() == 3\n  Expected: 3\n  Actual  : 2\n"
                                     "error: count wrong, t.c:12:5: got none\n130/131 passed (1 failure)\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].file, "/p/main.cpp");
  EXPECT_EQ(found[0].line, 244);
  EXPECT_EQ(found[0].expression, "value.size() == 3");
  EXPECT_EQ(found[0].expected, "3");
  EXPECT_EQ(found[0].actual, "2");
  EXPECT_EQ(found[1].file, "t.c");
  EXPECT_EQ(found[1].line, 12);
  EXPECT_EQ(found[1].message, "got none");
}

TEST(ReadAssertions, reads_absolute_paths_with_blanks) {
  const auto found = read_assertions("/my work/t.cpp:7: Failure: is 3\nfailed: my work/t.cpp:8: is 4\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].file, "/my work/t.cpp");
  EXPECT_EQ(found[0].message, "Failure: is 3");
  EXPECT_EQ(found[1].file, "work/t.cpp") << "where it begins cannot be told";
}

TEST(ReadAssertions, takes_no_place_for_a_failure_that_no_line_tells_of) {
  for (const auto* text :
       {"connect at net.c:12\n", "0 failures in a.cpp:3\n", "errors: 0\nlog a.cpp(3) done\n",
        "failed at 12:30 in notes.txt:4\n", "failed: a.cpp:0\n", "failed a.cpp(3\n", ""})
    EXPECT_TRUE(read_assertions(text).empty()) << text;
}

TEST(ReadAssertions, takes_the_side_of_a_gtest_equality_that_is_called_so_for_the_expected_one) {
  const auto of = [](const std::string& first, const std::string& second) {
    const auto found = read_assertions("/p/t.cpp:3: Failure\nExpected equality of these values:\n  " + first +
                                       "\n    Which is: 1\n  " + second + "\n    Which is: 2\n");
    return found.empty() ? "" : found[0].expected;
  };
  EXPECT_EQ(of("expected", "out.c_str()"), "1");
  EXPECT_EQ(of("out.size()", "m_expected.size()"), "2");
  EXPECT_EQ(of("kWanted[i]", "value"), "2") << "no word of its own";
  EXPECT_EQ(of("unexpected", "value"), "2");
  EXPECT_EQ(of("value", "other"), "2");
}

TEST(ReadAssertions, passes_over_what_gtest_prints_once_more_as_text) {
  const auto found =
      read_assertions("/p/t.cpp:3: Failure\nExpected equality of these values:\n"
                      "  \"Sosa did fine.\\xE2\\x98\\xBA\"\n    As Text: \"Sosa did fine.\xE2\x98\xBA\"\n"
                      "  doc[\"unicode\"].as<std::string>()\n    Which is: \"Sosa\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].expected, R"("Sosa did fine.\xE2\x98\xBA")");
  EXPECT_EQ(found[0].actual, "\"Sosa\"");
}

TEST(ReadAssertions, tells_which_gtest_case_was_running_when_the_program_ended) {
  const auto found = read_assertions(fixture("gtest/crash.txt"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].case_name, "Crash.DISABLED_segfaults");
}

TEST(ReadAssertions, gives_a_crash_message_to_the_case_that_was_running) {
  const auto found = read_assertions("[ RUN      ] A.b\nterminate called after throwing an instance of "
                                     "'std::bad_alloc'\n  what():  std::bad_alloc\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].case_name, "A.b");
  EXPECT_EQ(found[0].exception_type, "std::bad_alloc");
  EXPECT_EQ(found[0].actual, "std::bad_alloc");
}

TEST(ReadAssertions, reads_catch2_of_both_versions) {
  for (const std::string name : {"catch2/console.txt", "catch3/console.txt"}) {
    const auto found = at_line(name, 24);
    EXPECT_EQ(found.case_name, "a stack counts values / when emptied / has no value");
    EXPECT_EQ(found.macro, "REQUIRE");
    EXPECT_EQ(found.expression, "stack.empty()");
    EXPECT_EQ(at_line(name, 21).expected, "4");
    EXPECT_EQ(at_line(name, 31).exception_type, "std::exception");
  }
}

TEST(ReadAssertions, reads_doctest_and_leaves_out_what_may_fail) {
  EXPECT_EQ(at_line("doctest/console.txt", 42).expected, "two");
  EXPECT_EQ(at_line("doctest/console.txt", 38).message, "first");
  EXPECT_EQ(at_line("doctest/crash.txt", 50).exception_type, "SIGSEGV");
  const auto all = read_assertions(fixture("doctest/console.txt"));
  EXPECT_TRUE(std::ranges::none_of(all, [](const auto& found) { return found.case_name == "may fail"; }));
}

TEST(ReadAssertions, reads_boost_through_its_colours) {
  const auto found = at_line("boost/console.txt", 21);
  EXPECT_EQ(found.case_name, "stack/deep/counts_values");
  EXPECT_EQ(found.expression, "stack.size() == 4u");
  EXPECT_EQ(found.actual, "3");
  EXPECT_EQ(at_line("boost/console.txt", 27).exception_type, "std::out_of_range"); // last checkpoint
}

TEST(ReadAssertions, reads_pytest_and_plain_tracebacks) {
  const auto found = at_line("pytest/console.txt", 63);
  EXPECT_EQ(found.case_name, "test_even[3]");
  EXPECT_EQ(found.expected, "0");
  const auto plain =
      read_assertions("Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\n"
                      "  File \"b.py\", line 7, in f\n    x\nKeyError: 'k'\n");
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_EQ(plain[0].file, "b.py");
  EXPECT_EQ(plain[0].line, 7);
  EXPECT_EQ(plain[0].exception_type, "KeyError");
}

TEST(ReadAssertions, splits_values_that_pytest_cut_in_the_middle_of_a_quote) {
  const auto cut = read_python_failure(
      "E       AssertionError: assert {'a': {'#text...'k': 'x'}} == {'a': {'#text...k': 'x'}}\n"
      "\ntests/test_a.py:39: AssertionError\n");
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_EQ(cut[0].actual, "{'a': {'#text...'k': 'x'}}");
  EXPECT_EQ(cut[0].expected, "{'a': {'#text...k': 'x'}}");
  const auto whole =
      read_python_failure("E       assert all(x == 1 for x in values)\n\na.py:3: AssertionError\n");
  EXPECT_EQ(whole.at(0).expected, "");
}

TEST(ReadAssertions, reads_jest_and_vitest) {
  EXPECT_EQ(at_line("jest/console.txt", 13).actual, "3");
  EXPECT_EQ(at_line("vitest/console.txt", 15).expected, "4");
  EXPECT_EQ(at_line("vitest/console.txt", 4).exception_type, "RangeError");
}

TEST(ReadAssertions, reads_assert_and_stack_smashing) {
  const auto found =
      read_assertions("prog: dir/a.cpp:30: int ns::f(int): Assertion `x == 1 && \"y\"' failed.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].file, "dir/a.cpp");
  EXPECT_EQ(found[0].line, 30);
  EXPECT_EQ(found[0].expression, "x == 1 && \"y\"");
  EXPECT_EQ(read_assertions("*** stack smashing detected ***: terminated\n").at(0).exception_type, "SIGABRT");
}

TEST(ReadAssertions, finds_nothing_in_ordinary_output) {
  EXPECT_TRUE(read_assertions("Loading 12 files\nERROR: none\nDone: 3 of 3\n").empty());
}

} // namespace
} // namespace aurora::junit
