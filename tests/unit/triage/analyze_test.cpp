#include "aurora/triage/analyze.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aurora/buildlog/events.hpp"
#include "support/data.hpp"

namespace aurora::triage {

using model::Category;
using ::testing::HasSubstr;

AnalysisOptions options() {
  AnalysisOptions out;
  out.source_dir = "/home/dev/crash";
  out.build_dir = "/home/dev/my build";
  out.commit = "abc";
  out.owners = Owners::parse("/src/ @store\n");
  return out;
}

model::TestCase failed(const std::string& name) {
  model::TestCase test;
  test.ctest_name = name;
  test.name = name;
  test.status = model::TestStatus::failed;
  test.file = "/home/dev/crash/tests/CMakeLists.txt";
  test.line = 4;
  return test;
}

model::Assertion assertion_at(int line) {
  model::Assertion out;
  out.file = "/home/dev/crash/tests/pool_test.cpp";
  out.line = line;
  out.macro = "EXPECT_EQ";
  out.expression = "sum(buffer, 3), 6";
  out.expected = "6";
  out.actual = "5";
  out.message = "Expected equality of these values:\n  sum(buffer, 3)\n";
  out.case_name = "Pool.sums";
  return out;
}

TEST(Analyze, a_case_that_took_the_program_with_it_is_a_crash) {
  auto test = failed("pool");
  test.status_reason = "SegFault";
  test.output = "[ RUN      ] Pool.sums\n";
  test.assertions.resize(1);
  test.assertions[0].case_name = "Pool.sums";
  test.assertions[0].message = "Pool.sums did not finish: the program ended while it ran";
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::crash);
  EXPECT_EQ(event.error_class, "Signal:SIGSEGV");
  EXPECT_EQ(event.message, "SIGSEGV in Pool.sums");
  EXPECT_EQ(event.test_id, "pool::Pool.sums");
}

TEST(Analyze, an_assertion) {
  auto test = failed("pool");
  test.assertions = {assertion_at(31)};
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::assertion);
  EXPECT_EQ(event.error_class, "AssertionFailure");
  EXPECT_EQ(event.test_id, "pool::Pool.sums");
  EXPECT_EQ(event.file, "tests/pool_test.cpp");
  EXPECT_EQ(event.line, 31);
  EXPECT_EQ(event.assertion, "EXPECT_EQ(sum(buffer, 3), 6)");
  EXPECT_EQ(event.message, "Expected equality of these values:");
  EXPECT_EQ(event.commit, "abc");
  EXPECT_EQ(event.signature.size(), 16U);
  EXPECT_THAT(event.analysis.suggestion, HasSubstr("off-by-one"));
  EXPECT_EQ(event.repro_cmd, "ctest --test-dir '/home/dev/my build' --output-on-failure -R '^pool$'");
}

TEST(Analyze, a_sanitizer_report_outweighs_assertions) {
  auto test = failed("pool");
  test.assertions = {assertion_at(31)};
  test.output = testing::data("asan/gcc_uaf.txt");
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::sanitizer);
  EXPECT_EQ(event.error_class, "Sanitizer:heap-use-after-free");
  EXPECT_EQ(event.file, "src/pool.cpp");
  EXPECT_EQ(event.line, 6);
  EXPECT_EQ(event.analysis.suspect_file, "src/pool.cpp");
  EXPECT_EQ(event.owner, (std::vector<std::string>{"@store"}));
  EXPECT_THAT(event.stack, HasSubstr("freed by thread"));
}

TEST(Analyze, a_signal_with_and_without_a_trace) {
  auto test = failed("pool");
  test.status_reason = "SEGFAULT";
  auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::crash);
  EXPECT_EQ(event.error_class, "Signal:SIGSEGV");
  EXPECT_EQ(event.file, "tests/CMakeLists.txt");
  const auto unsure = event.analysis.confidence;
  test.output = testing::data("asan/gcc_null.txt");
  event = analyze(test, options());
  EXPECT_EQ(event.error_class, "Signal:SIGSEGV");
  EXPECT_EQ(event.line, 24);
  EXPECT_GT(event.analysis.confidence, unsure);
}

TEST(Analyze, a_timeout_whatever_was_printed) {
  auto test = failed("pool");
  test.status_reason = "Timeout";
  test.assertions = {assertion_at(3)};
  EXPECT_EQ(analyze(test, options()).error_class, "Timeout");
}

TEST(Analyze, a_test_that_could_not_start) {
  auto test = failed("pool");
  test.status = model::TestStatus::not_run;
  test.status_reason = "Unable to find executable: /x/pool";
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::environment);
  EXPECT_EQ(event.error_class, "NotRun");
  EXPECT_EQ(event.outcome, "not_run");
  EXPECT_THAT(event.analysis.root_cause, HasSubstr("/x/pool"));
}

TEST(Analyze, exceptions_by_what_they_say) {
  const auto category_of = [](const std::string& type, const std::string& message) {
    auto test = failed("pool");
    test.assertions = {assertion_at(3)};
    test.assertions[0].exception_type = type;
    test.assertions[0].message = message;
    const auto event = analyze(test, options());
    EXPECT_EQ(event.error_class, "Exception:" + type);
    return event.category;
  };
  EXPECT_EQ(category_of("std::runtime_error", "sqlite: database is locked"), Category::database);
  EXPECT_EQ(category_of("std::system_error", "connect: Connection refused"), Category::network);
  EXPECT_EQ(category_of("std::bad_any_cast", "bad any_cast"), Category::type);
  EXPECT_EQ(category_of("std::filesystem::filesystem_error", "cannot open: No such file"),
            Category::environment);
  EXPECT_EQ(category_of("std::out_of_range", "vector::_M_range_check"), Category::logic);
}

TEST(Analyze, an_uncaught_exception_and_an_assert) {
  auto test = failed("pool");
  test.output = testing::data("glibc/throw.txt");
  test.status_reason = "Subprocess aborted";
  EXPECT_EQ(analyze(test, options()).error_class, "Exception:std::out_of_range");
  test.output = testing::data("glibc/assert.txt");
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::assertion);
  EXPECT_EQ(event.assertion, "assert(level == 7 && \"level\")");
  EXPECT_EQ(event.line, 24);
}

TEST(Analyze, what_other_languages_throw_as_assertions) {
  auto test = failed("py");
  for (const auto& [type, macro, category] :
       {std::tuple("AssertionError", "", Category::assertion),
        std::tuple("Error", "expect", Category::assertion), std::tuple("Error", "", Category::logic),
        std::tuple("TypeError", "", Category::type)}) {
    test.assertions = {assertion_at(3)};
    test.assertions.front().exception_type = type;
    test.assertions.front().macro = macro;
    EXPECT_EQ(analyze(test, options()).category, category) << type << macro;
  }
}

TEST(Analyze, what_is_missing_by_the_last_line) {
  auto test = failed("py");
  test.message = "Error regular expression found in output. Regex=[cannot list]";
  test.output = "some words\ncannot list: pytest is not installed for python3\n";
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::environment);
  EXPECT_EQ(event.message, "cannot list: pytest is not installed for python3");
}

TEST(Analyze, a_plain_failure_by_its_last_line) {
  auto test = failed("pool");
  test.output = "start\nmismatch in row 7\n";
  const auto event = analyze(test, options());
  EXPECT_EQ(event.category, Category::logic);
  EXPECT_EQ(event.message, "mismatch in row 7");
}

TEST(TestEvents, are_one_per_case_of_the_framework_with_unique_ids) {
  model::TestRun run;
  run.timestamp = "2026-01-02T03:04:05Z";
  auto test = failed("pool");
  test.assertions = {assertion_at(3), assertion_at(9), assertion_at(12)};
  test.assertions[2].case_name = "Pool.drops";
  auto passed = failed("fine");
  passed.status = model::TestStatus::passed;
  auto skipped = failed("later");
  skipped.status = model::TestStatus::skipped;
  run.cases = {test, passed, skipped, failed("pool"), failed("pool")};
  const auto events = to_events(run, options());
  std::vector<std::string> ids;
  for (const auto& event : events)
    ids.push_back(event.test_id);
  EXPECT_EQ(ids, (std::vector<std::string>{"pool::Pool.sums", "pool::Pool.drops", "pool", "pool#2"}));
  EXPECT_EQ(events[0].line, 3);
  EXPECT_EQ(events[0].ts, run.timestamp);
}

TEST(TestEvents, quote_a_hostile_test_name_for_the_shell) {
  const auto event = analyze(failed("a.b'; rm -rf /"), options());
  EXPECT_THAT(event.repro_cmd, HasSubstr(R"('^a\.b'\''; rm -rf /$')"));
}

TEST(Complete, fills_what_the_build_log_leaves_open) {
  auto events = buildlog::to_events(
      buildlog::read_build_log(testing::data("gcc/ninja.txt"), {"/home/dev/app", "/home/dev/b-ninja"}));
  for (const auto& event : complete(std::move(events), options())) {
    EXPECT_FALSE(event.analysis.root_cause.empty()) << event.message;
    EXPECT_FALSE(event.analysis.suggestion.empty()) << event.message;
    EXPECT_EQ(event.analysis.suspect_file, event.file);
    EXPECT_EQ(event.signature.size(), 16U);
    EXPECT_EQ(event.repro_cmd, "cmake --build '/home/dev/my build'");
  }
}

} // namespace aurora::triage
