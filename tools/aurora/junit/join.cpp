#include "aurora/junit/join.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "aurora/junit/dialect.hpp"

namespace aurora::junit {
namespace {

using model::TestCase;
using model::TestStatus;
using ReportsByName = std::unordered_map<std::string, std::vector<const model::TestRun*>>;

/// Their classname is a program or a file and their names are unique without it.
bool names_stand_alone(std::string_view producer) {
  constexpr std::array<std::string_view, 5> producers{"catch2", "doctest", "jest", "node", "vitest"};
  return std::ranges::find(producers, producer) != producers.end();
}

std::string case_label(const TestCase& test) {
  return test.suite.empty() ? test.name : test.suite + "." + test.name;
}

/// Reports and consoles separate the parts of a name differently (".", "/", " > "): letters and digits agree.
std::string name_key(std::string_view name) {
  std::string key;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      key += c;
  return key;
}

std::string root_key(std::string_view name) {
  return name_key(name.substr(0, name.find('/')));
}

bool same_case(const TestCase& reported, const std::string& printed) {
  const auto reported_key = name_key(case_label(reported));
  const auto printed_key = name_key(printed);
  return reported_key == printed_key || reported_key.ends_with(printed_key) ||
         printed_key.ends_with(reported_key) || root_key(reported.name) == root_key(printed);
}

bool is_bad(const TestCase& test) {
  return test.status == TestStatus::failed || test.status == TestStatus::not_run;
}

void inherit(const TestCase& whole, TestCase& part) {
  part.ctest_name = whole.ctest_name;
  part.labels = whole.labels;
  part.exit_code = whole.exit_code;
  part.attempt = whole.attempt;
  if (part.output.empty())
    part.output = whole.output;
  // A test of another language is registered with its file; of others that is where add_test() stands.
  if (part.file.empty() && !whole.file.ends_with("CMakeLists.txt") && !whole.file.ends_with(".cmake")) {
    part.file = whole.file;
    part.line = whole.line;
  }
}

std::vector<TestCase> reported_failures(const TestCase& whole, const model::TestRun& report) {
  std::vector<TestCase> out;
  for (const auto& test : report.cases) {
    if (!is_bad(test))
      continue;
    out.push_back(test);
    inherit(whole, out.back());
    if (names_stand_alone(report.producer))
      out.back().suite.clear();
  }
  return out;
}

TestCase printed_failure(const TestCase& whole, const model::Assertion& assertion) {
  TestCase out;
  inherit(whole, out);
  out.name = assertion.case_name;
  if (const auto dot = out.name.find('.');
      dot != std::string::npos && out.name.find(' ') == std::string::npos) {
    out.suite = out.name.substr(0, dot);
    out.name.erase(0, dot + 1);
  }
  out.status = TestStatus::failed;
  out.status_reason = whole.status_reason;
  out.file = assertion.file;
  out.line = assertion.line;
  out.seconds = whole.seconds;
  out.type = assertion.exception_type;
  out.message = first_line(assertion.message);
  return out;
}

/// Printed failures go to the case they name; those of cases that no report has become cases of their own.
void add_printed(const TestCase& whole, const std::vector<TestCase>& tolerated,
                 std::vector<TestCase>& parts) {
  const auto reported = parts.size();
  std::unordered_map<std::string, std::size_t> own;
  for (const auto& assertion : whole.assertions) {
    if (assertion.case_name.empty())
      continue;
    const auto known = std::find_if(parts.begin(), parts.begin() + static_cast<long>(reported),
                                    [&](const auto& part) { return same_case(part, assertion.case_name); });
    const bool accepted = std::ranges::any_of(
        tolerated, [&](const auto& test) { return same_case(test, assertion.case_name); });
    if (accepted || known != parts.begin() + static_cast<long>(reported))
      continue;
    const auto [at, added] = own.try_emplace(assertion.case_name, parts.size());
    if (added)
      parts.push_back(printed_failure(whole, assertion));
    parts[at->second].assertions.push_back(assertion);
  }
}

std::vector<TestCase> split_test(const TestCase& whole, const ReportsByName& reports) {
  std::vector<TestCase> parts;
  std::vector<TestCase> tolerated; // failures that were expected, as Catch2's [!mayfail]
  if (const auto found = reports.find(whole.ctest_name); found != reports.end())
    for (const auto* report : found->second) {
      std::ranges::copy_if(report->cases, std::back_inserter(tolerated), [](const auto& test) {
        return test.status == TestStatus::skipped && !test.assertions.empty();
      });
      for (auto& part : reported_failures(whole, *report))
        parts.push_back(std::move(part));
    }
  add_printed(whole, tolerated, parts);
  if (parts.empty())
    parts.push_back(whole);
  return parts;
}

void make_unique(std::vector<TestCase>& cases) {
  std::unordered_map<std::string, int> seen;
  std::unordered_set<std::string> used;
  for (auto& test : cases) {
    const auto id = test_id(test);
    const auto name = test.name;
    while (!used.insert(test_id(test)).second)
      test.name = name + "#" + std::to_string(++seen.try_emplace(id, 1).first->second);
  }
}

} // namespace

model::TestRun join(model::TestRun ctest, const std::vector<FrameworkReport>& reports) {
  ReportsByName by_name;
  for (const auto& report : reports)
    by_name[report.ctest_name].push_back(&report.run);
  std::vector<TestCase> cases;
  for (auto& test : ctest.cases) {
    if (test.status != TestStatus::failed) {
      cases.push_back(std::move(test));
      continue;
    }
    for (auto& part : split_test(test, by_name))
      cases.push_back(std::move(part));
  }
  make_unique(cases);
  ctest.cases = std::move(cases);
  return ctest;
}

std::string test_id(const model::TestCase& test) {
  if (test.ctest_name.empty())
    return case_label(test);
  if (test.name.empty() || test.name == test.ctest_name)
    return test.ctest_name;
  return test.ctest_name + "::" + case_label(test);
}

} // namespace aurora::junit
