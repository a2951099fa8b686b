#include "aurora/junit/reader.hpp"

#include <algorithm>

#include <pugixml.hpp>

#include "unit/junit/fixture.hpp"

namespace aurora::junit {
namespace {

using model::TestStatus;

model::TestCase only_case(const std::string& inside, const std::string& attributes = "") {
  const auto run = read_junit("<testsuites><testsuite name=\"s\"><testcase name=\"t\" classname=\"c\" " +
                              attributes + ">" + inside + "</testcase></testsuite></testsuites>");
  EXPECT_TRUE(run.has_value());
  return run && run->cases.size() == 1 ? run->cases.front() : model::TestCase{};
}

base::Error error_of(std::string_view xml, const ReadOptions& options = {}) {
  const auto run = read_junit(xml, options);
  EXPECT_FALSE(run.has_value());
  return run ? base::Error{} : run.error();
}

ChunkSource pieces_of(std::string_view text, std::size_t piece) {
  return [text, piece](std::span<char> space) mutable -> base::Result<std::size_t> {
    const auto count = std::min({piece, space.size(), text.size()});
    std::copy_n(text.begin(), count, space.begin());
    text.remove_prefix(count);
    return count;
  };
}

TEST(ReadJunit, recognizes_each_producer) {
  const std::vector<std::pair<std::string, std::string>> expected{
      {"ctest/report.xml", "ctest"},          {"gtest/report.xml", "gtest"},
      {"catch2/report.xml", "catch2"},        {"catch3/report.xml", "catch2"},
      {"doctest/report.xml", "doctest"},      {"boost/report.xml", "boost"},
      {"pytest/report_xunit1.xml", "pytest"}, {"jest/report.xml", "jest"},
      {"vitest/report.xml", "vitest"},        {"node/report.xml", "node"}};
  for (const auto& [name, producer] : expected)
    EXPECT_EQ(read_fixture(name).producer, producer) << name;
}

TEST(ReadJunit, finds_every_case_that_pugixml_finds) {
  for (const auto& name : all_reports()) {
    pugi::xml_document document;
    const auto text = fixture(name);
    ASSERT_TRUE(document.load_buffer(text.data(), text.size())) << name;
    EXPECT_EQ(read_fixture(name).cases.size(), document.select_nodes("//testcase").size()) << name;
  }
}

TEST(ReadJunit, calls_a_ctest_test_that_could_not_start_not_run) {
  const auto run = read_fixture("ctest/report.xml");
  for (const std::string name : {"missing_program", "missing_file", "needs_set_up", "bad_directory"})
    EXPECT_EQ(case_named(run, name).status, TestStatus::not_run) << name;
  EXPECT_EQ(case_named(run, "missing_file").status_reason, "Required Files Missing");
  const auto counts = model::count(run);
  EXPECT_EQ(counts.failed + counts.not_run, 16); // as ctest said
  EXPECT_EQ(counts.passed, 1);
}

TEST(ReadJunit, calls_only_skip_code_skip_text_and_disabled_skips_in_ctest) {
  const auto run = read_fixture("ctest/report.xml");
  for (const std::string name : {"skips_by_code", "skips_by_text", "disabled"})
    EXPECT_EQ(case_named(run, name).status, TestStatus::skipped) << name;
  EXPECT_EQ(model::count(run).skipped, 3);
}

TEST(ReadJunit, takes_the_reason_from_the_output_when_ctest_leaves_the_message_empty) {
  const auto run = read_fixture("ctest/report.xml");
  EXPECT_EQ(case_named(run, "fails").message, "the answer is 41, not 42");
  EXPECT_EQ(case_named(run, "throws").type, "std::out_of_range");
  EXPECT_EQ(case_named(run, "asserts").line, 30);
  EXPECT_EQ(case_named(run, "segfaults").message, "failed without any output");
  EXPECT_EQ(case_named(run, "must_not_say_error").message,
            "Error regular expression found in output. Regex=[ERROR]");
}

TEST(ReadJunit, shows_the_line_that_tells_of_a_failure_where_no_framework_is_known) {
  const auto message = [](const std::string& output) {
    const auto run = read_junit(
        "<testsuite name=\"Linux-c++\" tests=\"1\" failures=\"1\" disabled=\"0\" hostname=\"h\">"
        "<testcase name=\"t\" classname=\"t\" status=\"fail\"><failure message=\"\"/><system-out>" +
        output + "</system-out></testcase></testsuite>");
    return run && run->cases.size() == 1 ? run->cases.front().message : std::string("unreadable");
  };
  EXPECT_EQ(message("a: ok&#10;0 failed so far&#10;b: FAILED&#10;1 failed"), "b: FAILED");
  EXPECT_EQ(message("a: ok&#10;b: 3"), "a: ok");
}

TEST(ReadJunit, puts_the_patterns_that_ctest_did_not_find_in_one_line) {
  const auto message = [](const std::string& text) {
    const auto run =
        read_junit("<testsuite name=\"Linux-c++\" tests=\"1\" failures=\"1\" disabled=\"0\" hostname=\"h\">"
                   "<testcase name=\"t\" classname=\"t\" status=\"fail\"><failure message=\"" +
                   text + "\"/><system-out>cost: 71</system-out></testcase></testsuite>");
    return run && run->cases.size() == 1 ? run->cases.front().message : std::string("unreadable");
  };
  const std::string what = "Required regular expression not found. Regex=[";
  EXPECT_EQ(message(what + "cost: +70&#10;]"), what + "cost: +70]");
  EXPECT_EQ(message(what + "cost: +70\nfree\n]"), what + "cost: +70 | free]");
  EXPECT_EQ(message(what + "cost: [0-9]]"), what + "cost: [0-9]]");
  EXPECT_EQ(message(what + "cut"), what + "cut");
}

TEST(ReadJunit, decodes_the_marks_ctest_puts_for_bad_bytes) {
  EXPECT_EQ(case_named(read_fixture("ctest/report.xml"), "prints_bad_bytes").output,
            "red ? \xEF\xBF\xBD ]]> end\n");
}

TEST(ReadJunit, keeps_every_failure_of_a_gtest_case_with_its_own_place) {
  const auto test = case_named(read_fixture("gtest/report.xml"), "counts_values");
  ASSERT_EQ(test.assertions.size(), 3U);
  EXPECT_EQ(test.line, 15); // the definition
  EXPECT_EQ(test.assertions[1].line, 18);
  EXPECT_EQ(test.assertions[0].expected, "4");
  EXPECT_EQ(test.assertions[0].actual, "3");
  EXPECT_EQ(test.assertions[1].macro, "EXPECT_TRUE");
}

TEST(ReadJunit, reads_the_place_of_a_catch2_failure_from_its_text) {
  for (const std::string name : {"catch2/report.xml", "catch3/report.xml"}) {
    const auto run = read_fixture(name);
    EXPECT_EQ(case_named(run, "approximately").assertions.at(0).line, 45) << name;
    EXPECT_EQ(case_named(run, "an exception outside an assertion").assertions.at(0).exception_type,
              "std::exception");
    EXPECT_EQ(case_named(run, "may fail").status, TestStatus::skipped);
  }
  EXPECT_EQ(case_named(read_fixture("catch3/report.xml"), "is skipped without a disk").status_reason,
            "no disk here");
}

TEST(ReadJunit, counts_cases_not_assertions_for_catch2) {
  EXPECT_EQ(model::count(read_fixture("catch2/report.xml")).total(), 10);
}

TEST(ReadJunit, reads_crashes_as_failures) {
  EXPECT_EQ(case_named(read_fixture("catch2/crash.xml"), "hidden crash").assertions.at(0).exception_type,
            "SIGSEGV");
  EXPECT_EQ(case_named(read_fixture("doctest/crash.xml"), "hidden crash").status, TestStatus::failed);
  EXPECT_EQ(case_named(read_fixture("boost/crash.xml"), "crashes").assertions.at(0).exception_type,
            "SIGSEGV");
}

TEST(ReadJunit, takes_boosts_reason_for_a_bare_skip_and_a_failed_dependency_for_not_run) {
  const auto run = read_fixture("boost/report.xml");
  EXPECT_EQ(case_named(run, "is_disabled").status, TestStatus::skipped);
  EXPECT_EQ(case_named(run, "is_disabled").status_reason, "disabled");
  EXPECT_EQ(case_named(run, "needs_the_failed_one").status, TestStatus::not_run);
  EXPECT_EQ(case_named(run, "counts_values").suite, "stack.deep");
  EXPECT_EQ(case_named(run, "counts_values").assertions.size(), 4U);
}

TEST(ReadJunit, reads_pytest_setup_and_teardown_errors_as_failures_and_xfail_as_skip) {
  for (const std::string name : {"pytest/report_xunit1.xml", "pytest/report_xunit2.xml"}) {
    const auto run = read_fixture(name);
    EXPECT_EQ(case_named(run, "test_setup_fails").status, TestStatus::failed);
    EXPECT_EQ(case_named(run, "test_teardown_fails").status, TestStatus::failed);
    EXPECT_EQ(case_named(run, "test_strict_xfail_that_passes").status, TestStatus::failed);
    EXPECT_EQ(case_named(run, "test_known_bug").status_reason, "expected failure: known bug");
    EXPECT_EQ(case_named(run, "test_counts_values").assertions.at(0).line, 16);
  }
}

TEST(ReadJunit, finds_the_message_of_a_jest_failure_in_its_text) {
  const auto test = case_named(read_fixture("jest/report.xml"), "a stack refuses the top of nothing");
  EXPECT_EQ(test.message, "RangeError: empty <stack> & gone");
  EXPECT_EQ(test.assertions.at(0).line, 2);
}

TEST(ReadJunit, reads_cases_of_node_with_values_and_places) {
  const auto run = read_fixture("node/report.xml");
  const auto compared = case_named(run, "a shelf holds [1]; \"two\" & \u00fc").assertions.at(0);
  EXPECT_EQ(compared.exception_type, "AssertionError");
  EXPECT_EQ(compared.expected, "2");
  EXPECT_EQ(compared.actual, "1");
  EXPECT_EQ(compared.file, "/project/shelf.test.mjs");
  EXPECT_EQ(compared.line, 5);
  EXPECT_EQ(case_named(run, "throws").assertions.at(0).exception_type, "TypeError");
  EXPECT_EQ(case_named(run, "still to be done").status, TestStatus::skipped);
  EXPECT_EQ(case_named(run, "broken.test.mjs").message.substr(0, 26), "Error: Cannot find module ");
}

TEST(ReadJunit, leans_to_failed_for_whatever_it_does_not_know) {
  EXPECT_EQ(only_case("<exploded/>").status, TestStatus::failed);
  EXPECT_EQ(only_case("", "status=\"melted\"").status, TestStatus::failed);
  EXPECT_EQ(only_case("<skipped/><failure/>").status, TestStatus::failed);
  EXPECT_EQ(only_case("<skipped/><error/>").status, TestStatus::failed);
  EXPECT_EQ(only_case("<skipped/>", "status=\"failed\"").status, TestStatus::failed);
  EXPECT_EQ(only_case("<failure/><rerunFailure/>").status, TestStatus::failed);
  const auto suite = read_junit("<testsuite name=\"s\"><error message=\"x\"/></testsuite>");
  ASSERT_TRUE(suite);
  EXPECT_EQ(model::count(*suite).failed, 1);
}

TEST(ReadJunit, calls_a_case_flaky_that_passed_when_it_was_run_again) {
  const auto test = only_case("<flakyFailure message=\"once\"><stackTrace>at x</stackTrace></flakyFailure>");
  EXPECT_EQ(test.status, TestStatus::passed);
  EXPECT_TRUE(test.flaky);
}

TEST(ReadJunit, reads_an_empty_or_senseless_time_as_zero) {
  EXPECT_EQ(only_case("", "time=\"\"").seconds, 0);
  EXPECT_EQ(only_case("", "time=\"-nan\"").seconds, 0);
  EXPECT_EQ(only_case("", "time=\"1e999\"").seconds, 0);
}

TEST(ReadJunit, names_the_line_where_a_report_is_cut_off) {
  const auto whole = fixture("ctest/report.xml");
  const auto error = error_of(whole.substr(0, whole.find("<testcase name=\"fails\"")), {});
  EXPECT_EQ(error.code, base::ErrorCode::invalid_input);
  EXPECT_NE(error.message.find("truncated"), std::string::npos);
  EXPECT_EQ(error.line, 14);
}

TEST(ReadJunit, refuses_a_report_cut_off_anywhere) {
  for (const auto& name : all_reports()) {
    const auto whole = fixture(name);
    const auto end = whole.rfind('>');
    for (std::size_t cut = 0; cut <= end; cut += 97)
      EXPECT_FALSE(read_junit(std::string_view(whole).substr(0, cut)).has_value())
          << name << " cut at " << cut;
  }
}

TEST(ReadJunit, refuses_entities_of_the_documents_own_and_expands_none) {
  EXPECT_EQ(error_of("<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><testsuite/>").code,
            base::ErrorCode::invalid_input);
  EXPECT_FALSE(
      read_junit("<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><testsuite/>").has_value());
  EXPECT_EQ(only_case("<failure message=\"&unknown; &lt;&#65;&#x42;\"/>").message, "&unknown; <AB");
}

TEST(ReadJunit, bounds_nesting_inside_and_outside_of_a_case) {
  std::string deep;
  for (int i = 0; i < 5000; ++i)
    deep += "<testsuite>";
  EXPECT_EQ(error_of(deep).code, base::ErrorCode::limit);
  std::string inside = "<testsuite><testcase name=\"t\">";
  for (int i = 0; i < 5000; ++i)
    inside += "<a>";
  EXPECT_EQ(error_of(inside).code, base::ErrorCode::limit);
}

TEST(ReadJunit, refuses_what_is_no_junit_report) {
  EXPECT_EQ(error_of("").message, "the report is empty: it has no root element");
  EXPECT_NE(error_of("<html></html>").message.find("root element is <html>"), std::string::npos);
  EXPECT_FALSE(read_junit("PASS: everything").has_value());
  EXPECT_FALSE(read_junit("<testsuite></testsuite><testsuite/>").has_value());
  EXPECT_EQ(error_of(std::string_view("\xFF\xFE<\0t\0", 6)).code, base::ErrorCode::unsupported);
}

TEST(ReadJunitStream, reads_the_same_whatever_the_pieces) {
  for (const auto& name : all_reports()) {
    const auto text = fixture(name);
    const auto whole = read_fixture(name);
    for (const std::size_t piece : {1U, 7U, 100U}) {
      std::vector<std::string> names;
      ReadOptions options;
      options.chunk_bytes = 128;
      const auto summary = read_junit_stream(
          pieces_of(text, piece), [&](model::TestCase&& test) { names.push_back(test.name + test.message); },
          options);
      ASSERT_TRUE(summary.has_value()) << name << to_string(summary.error());
      ASSERT_EQ(names.size(), whole.cases.size()) << name;
      for (std::size_t i = 0; i < names.size(); ++i)
        EXPECT_EQ(names[i], whole.cases[i].name + whole.cases[i].message);
      EXPECT_EQ(summary->counts.failed, model::count(whole).failed);
    }
  }
}

TEST(ReadJunitStream, counts_alike_and_leaves_out_nothing_but_passes_when_plain_ones_are_not_wanted) {
  for (const auto& name : all_reports()) {
    const auto text = fixture(name);
    std::vector<std::string> wanted;
    std::vector<std::string> got;
    const auto unless_passed = [](std::vector<std::string>& names) {
      return [&names](model::TestCase&& test) {
        if (test.status != model::TestStatus::passed || test.flaky)
          names.push_back(test.suite + "." + test.name + test.message);
      };
    };
    ReadOptions options;
    const auto all = read_junit_stream(pieces_of(text, 1000), unless_passed(wanted), options);
    options.deliver = Deliver::all_but_plain_passes;
    const auto some = read_junit_stream(pieces_of(text, 1000), unless_passed(got), options);
    ASSERT_TRUE(all && some) << name;
    EXPECT_EQ(got, wanted) << name;
    EXPECT_EQ(some->counts.passed, all->counts.passed) << name;
    EXPECT_EQ(some->counts.total(), all->counts.total()) << name;
  }
}

TEST(ReadJunitStream, takes_no_status_for_a_plain_pass_that_is_none) {
  int delivered = 0;
  ReadOptions options;
  options.deliver = Deliver::all_but_plain_passes;
  const std::string text =
      "<testsuite><testcase name=\"0\" status=\"run\"/><testcase name=\"1\" status=\"run\"/>"
      "<testcase name=\"2\" status=\"fail\"/><testcase name=\"3\" result=\"suppressed\"/>"
      "<testcase name=\"4\" status=\"notrun\"/></testsuite>";
  const auto summary = read_junit_stream(
      pieces_of(text, 64), [&](model::TestCase&&) { ++delivered; }, options);
  ASSERT_TRUE(summary);
  EXPECT_EQ(delivered, 4); // the first one tells the dialect
  EXPECT_EQ(summary->counts.failed, 1);
}

TEST(ReadJunitStream, holds_no_more_than_a_few_chunks_in_memory) {
  std::string text = "<testsuite name=\"s\">";
  for (int i = 0; i < 50000; ++i)
    text += "<testcase name=\"t\" classname=\"c\" time=\"0.1\"/>\n";
  text += "</testsuite>";
  ReadOptions options;
  options.chunk_bytes = 4096;
  const auto summary = read_junit_stream(
      pieces_of(text, 4096), [](model::TestCase&&) {}, options);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->counts.passed, 50000);
  EXPECT_LE(summary->peak_buffer_bytes, 4U * 4096);
}

TEST(ReadJunitStream, stops_at_a_case_larger_than_allowed) {
  const auto text = "<testsuite><testcase name=\"t\"><system-out>" + std::string(100000, 'x') +
                    "</system-out></testcase></testsuite>";
  ReadOptions options;
  options.chunk_bytes = 1024;
  options.max_case_bytes = 20000;
  const auto summary = read_junit_stream(
      pieces_of(text, 1024), [](model::TestCase&&) {}, options);
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, base::ErrorCode::limit);
}

} // namespace
} // namespace aurora::junit
