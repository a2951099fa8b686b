#include "aurora/report/ctrf.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <sstream>

#include "aurora/base/text.hpp"
#include "aurora/report/json_value.hpp"

namespace aurora::report {
namespace {

using model::TestCase;
using model::TestStatus;

Json::Int64 milliseconds(double seconds) {
  return static_cast<Json::Int64>(std::llround(std::max(0.0, seconds) * 1000));
}

/// Since the epoch; 0 when it cannot be read.
Json::Int64 milliseconds_at(const std::string& rfc3339) {
  std::tm time{};
  std::istringstream in(rfc3339);
  int year = 0;
  char mark = 0;
  in >> year >> mark >> time.tm_mon >> mark >> time.tm_mday >> mark >> time.tm_hour >> mark >> time.tm_min >>
      mark >> time.tm_sec;
  if (!in)
    return 0;
  time.tm_year = year - 1900;
  time.tm_mon = std::abs(time.tm_mon) - 1;
  time.tm_mday = std::abs(time.tm_mday);
  return static_cast<Json::Int64>(timegm(&time)) * 1000;
}

bool in_quarantine(const TestCase& test) {
  return test.flaky && test.status_reason == "quarantined";
}

std::string status_of(const TestCase& test) {
  if (in_quarantine(test))
    return "other";
  switch (test.status) {
  case TestStatus::passed:
    return "passed";
  case TestStatus::skipped:
    return "skipped";
  case TestStatus::failed:
  case TestStatus::not_run:
    return "failed";
  }
  return "other";
}

std::string raw_status_of(const TestCase& test) {
  return in_quarantine(test) ? "quarantined" : std::string(model::to_string(test.status));
}

std::string message_of(const TestCase& test) {
  if (!test.message.empty())
    return test.message;
  return test.assertions.empty() ? test.status_reason : test.assertions.front().message;
}

/// One schema item a line of output; the last lines tell most.
Json::Value last_lines(const std::string& output) {
  constexpr std::size_t most = 200;
  const auto lines = base::split_lines(output);
  Json::Value out(Json::arrayValue);
  for (auto i = lines.size() > most ? lines.size() - most : 0; i < lines.size(); ++i)
    out.append(json_text(std::string(lines[i])));
  return out;
}

void add_failure(const TestCase& test, Json::Value& out) {
  const auto message = message_of(test);
  if (!message.empty())
    out["message"] = json_text(message);
  if (!test.output.empty())
    out["stdout"] = last_lines(test.output);
  if (!test.flaky || in_quarantine(test))
    return;
  out["flaky"] = true;
  out["retries"] = 1;
  Json::Value attempt;
  attempt["attempt"] = 1;
  attempt["status"] = "failed";
  if (!message.empty())
    attempt["message"] = json_text(message);
  out["retryAttempts"].append(attempt);
}

Json::Value test_to_json(const TestCase& test) {
  Json::Value out;
  const auto& name = test.name.empty() ? test.ctest_name : test.name;
  out["name"] = json_text(name.empty() ? "?" : name);
  out["status"] = status_of(test);
  out["rawStatus"] = raw_status_of(test);
  out["duration"] = milliseconds(test.seconds);
  if (const auto& suite = test.suite.empty() ? test.ctest_name : test.suite; !suite.empty())
    out["suite"].append(json_text(suite));
  if (!test.labels.empty())
    out["tags"] = json_texts(test.labels);
  if (!test.file.empty())
    out["filePath"] = json_text(test.file);
  if (test.line > 0)
    out["line"] = test.line;
  if (test.status != TestStatus::passed || test.flaky)
    add_failure(test, out);
  return out;
}

Json::Value summary_of(const model::TestRun& tests, const RunDocument& run) {
  std::map<std::string, int> counts;
  int flaky = 0;
  for (const auto& test : tests.cases) {
    ++counts[status_of(test)];
    flaky += test.flaky && !in_quarantine(test) ? 1 : 0;
  }
  Json::Value out;
  out["tests"] = static_cast<int>(tests.cases.size());
  for (const auto* status : {"passed", "failed", "skipped", "pending", "other"})
    out[status] = counts[status];
  out["flaky"] = flaky;
  out["start"] = milliseconds_at(run.timestamp);
  out["stop"] = milliseconds_at(run.timestamp) + milliseconds(run.seconds);
  return out;
}

} // namespace

void write_ctrf(std::ostream& out, const model::TestRun& tests, const RunDocument& run,
                const std::string& tool_version) {
  Json::Value root;
  root["reportFormat"] = "CTRF";
  root["specVersion"] = "0.0.0";
  if (!run.timestamp.empty())
    root["timestamp"] = json_text(run.timestamp);
  root["generatedBy"] = json_text("Aurora " + tool_version);
  auto& results = root["results"];
  results["tool"]["name"] = json_text(tests.producer.empty() ? "ctest" : tests.producer);
  results["summary"] = summary_of(tests, run);
  results["tests"] = Json::Value(Json::arrayValue);
  for (const auto& test : tests.cases)
    results["tests"].append(test_to_json(test));
  auto& environment = results["environment"];
  environment["commit"] = json_text(run.commit);
  environment["branchName"] = json_text(run.branch);
  environment["osPlatform"] = json_text(base::to_lower(run.environment.os));
  write_document(out, root);
}

} // namespace aurora::report
