#include "aurora/report/junit_writer.hpp"

#include <map>
#include <ostream>

#include <fmt/format.h>

#include "aurora/report/escape.hpp"

namespace aurora::report {
namespace {

using model::TestCase;
using model::TestStatus;

struct SuiteView {
  std::vector<const TestCase*> cases;
  model::RunCounts counts;
  double seconds = 0;
};

std::string attribute(std::string_view name, std::string_view value) {
  auto escaped = escape_markup(value);
  std::string out;
  for (const char c : escaped)
    out += c == '\n' ? "&#10;" : c == '\t' ? "&#9;" : std::string(1, c);
  return fmt::format(" {}=\"{}\"", name, out);
}

std::string count_attributes(const model::RunCounts& counts, double seconds) {
  return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.3f}\"",
                     counts.total(), counts.failed, counts.not_run, counts.skipped, seconds);
}

std::string failure_text(const TestCase& test) {
  std::string text;
  for (const auto& assertion : test.assertions)
    text += assertion.message + "\n";
  return text.empty() ? test.message : text;
}

void write_outcome(std::ostream& out, const TestCase& test) {
  const auto message = attribute("message", test.message.empty() ? test.status_reason : test.message);
  const auto type = attribute("type", test.type.empty() ? test.status_reason : test.type);
  const auto body = [&](std::string_view element) {
    out << "      <" << element << message << type << '>' << escape_markup(failure_text(test)) << "</"
        << element << ">\n";
  };
  if (test.status == TestStatus::skipped)
    out << "      <skipped" << message << "/>\n";
  else if (test.status == TestStatus::not_run)
    body("error");
  else if (test.status == TestStatus::failed)
    body("failure");
  else if (test.flaky)
    body("flakyFailure");
}

void write_case(std::ostream& out, const TestCase& test) {
  out << "    <testcase" << attribute("name", test.name.empty() ? test.ctest_name : test.name)
      << attribute("classname", test.suite.empty() ? test.ctest_name : test.suite)
      << fmt::format(" time=\"{:.3f}\"", test.seconds);
  if (!test.file.empty())
    out << attribute("file", test.file) << fmt::format(" line=\"{}\"", test.line);
  out << ">\n";
  write_outcome(out, test);
  if (!test.output.empty())
    out << "      <system-out>" << escape_markup(test.output) << "</system-out>\n";
  out << "    </testcase>\n";
}

std::map<std::string, SuiteView> by_suite(const model::TestRun& run) {
  std::map<std::string, SuiteView> suites;
  for (const auto& test : run.cases) {
    auto& suite = suites[test.suite.empty() ? test.ctest_name : test.suite];
    suite.cases.push_back(&test);
    suite.seconds += test.seconds;
    suite.counts.passed += test.status == TestStatus::passed ? 1 : 0;
    suite.counts.failed += test.status == TestStatus::failed ? 1 : 0;
    suite.counts.skipped += test.status == TestStatus::skipped ? 1 : 0;
    suite.counts.not_run += test.status == TestStatus::not_run ? 1 : 0;
  }
  return suites;
}

} // namespace

void write_junit(std::ostream& out, const model::TestRun& run) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" << attribute("name", run.producer)
      << count_attributes(model::count(run), run.seconds) << ">\n";
  for (const auto& [name, suite] : by_suite(run)) {
    out << "  <testsuite" << attribute("name", name) << count_attributes(suite.counts, suite.seconds);
    if (!run.timestamp.empty())
      out << attribute("timestamp", run.timestamp);
    out << ">\n";
    for (const auto* test : suite.cases)
      write_case(out, *test);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

} // namespace aurora::report
