#include "aurora/report/run_document.hpp"

#include <memory>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/json_value.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_run_schema = "aurora.run/1";

Json::Value failure_to_json(const model::Event& event) {
  Json::Value out;
  out["name"] = json_text(event.test_id);
  out["file"] = json_text(event.file);
  out["line"] = event.line;
  out["type"] = json_text(event.error_class);
  out["message"] = json_text(event.message);
  out["stack"] = json_text(event.stack);
  out["signature"] = json_text(event.signature);
  return out;
}

Json::Value coverage_to_json(const coverage::Summary& summary) {
  Json::Value out;
  out["percent"] = summary.percent;
  out["covered_lines"] = summary.covered_lines;
  out["total_lines"] = summary.total_lines;
  out["branch_percent"] = summary.branch_percent;
  out["covered_branches"] = summary.covered_branches;
  out["total_branches"] = summary.total_branches;
  out["files"] = Json::Value(Json::arrayValue);
  for (const auto& file : summary.files) {
    Json::Value item;
    item["file"] = json_text(file.path);
    item["covered_lines"] = file.covered_lines;
    item["total_lines"] = file.total_lines;
    item["percent"] = file.percent;
    out["files"].append(item);
  }
  return out;
}

Json::Value delta_to_json(const coverage::Delta& delta) {
  Json::Value out;
  out["percent_before"] = delta.percent_before;
  out["percent_after"] = delta.percent_after;
  out["covered_lines_change"] = delta.covered_lines_change;
  out["total_lines_change"] = delta.total_lines_change;
  out["files"] = Json::Value(Json::arrayValue);
  for (const auto& file : delta.files) {
    Json::Value item;
    item["file"] = json_text(file.path);
    item["before"] = file.before;
    item["after"] = file.after;
    item["new"] = file.is_new;
    item["gone"] = file.is_gone;
    out["files"].append(item);
  }
  return out;
}

coverage::Summary coverage_from(const Json::Value& value) {
  coverage::Summary out;
  out.percent = number_in(value, "percent");
  out.covered_lines = int_in(value, "covered_lines");
  out.total_lines = int_in(value, "total_lines");
  out.branch_percent = number_in(value, "branch_percent");
  out.covered_branches = int_in(value, "covered_branches");
  out.total_branches = int_in(value, "total_branches");
  if (value["files"].isArray())
    for (const auto& file : value["files"])
      out.files.push_back({text_in(file, "file"), int_in(file, "covered_lines"), int_in(file, "total_lines"),
                           number_in(file, "percent")});
  return out;
}

model::Event failure_from(const Json::Value& value) {
  model::Event event;
  event.test_id = text_in(value, "name");
  event.file = text_in(value, "file");
  event.line = int_in(value, "line");
  event.error_class = text_in(value, "type");
  event.message = text_in(value, "message");
  event.stack = text_in(value, "stack");
  event.signature = text_in(value, "signature");
  return event;
}

RunDocument run_from(const Json::Value& root) {
  RunDocument run;
  run.timestamp = text_in(root, "timestamp");
  run.commit = text_in(root, "commit");
  run.branch = text_in(root, "branch");
  run.counts = {int_in(root, "passed"), int_in(root, "failed"), int_in(root, "skipped"),
                int_in(root, "not_run"), int_in(root, "flaky")};
  run.seconds = number_in(root, "duration_seconds");
  run.ctest_exit_code = int_in(root, "ctest_exit_code");
  if (root["failures"].isArray())
    for (const auto& failure : root["failures"])
      run.failures.push_back(failure_from(failure));
  if (root["coverage"].isObject())
    run.coverage = coverage_from(root["coverage"]);
  const auto& environment = root["environment"];
  run.environment = {text_in(environment, "compiler"), text_in(environment, "generator"),
                     text_in(environment, "build_type"), text_in(environment, "os")};
  return run;
}

} // namespace

void write_run(std::ostream& out, const RunDocument& run) {
  Json::Value root;
  root["schema"] = std::string(k_run_schema);
  root["timestamp"] = json_text(run.timestamp);
  root["commit"] = json_text(run.commit);
  root["branch"] = json_text(run.branch);
  root["passed"] = run.counts.passed;
  root["failed"] = run.counts.failed;
  root["skipped"] = run.counts.skipped;
  root["not_run"] = run.counts.not_run;
  root["flaky"] = run.counts.flaky;
  root["total"] = run.counts.total();
  root["duration_seconds"] = run.seconds;
  root["ctest_exit_code"] = run.ctest_exit_code;
  root["failures"] = Json::Value(Json::arrayValue);
  for (const auto& failure : run.failures)
    root["failures"].append(failure_to_json(failure));
  if (run.coverage)
    root["coverage"] = coverage_to_json(*run.coverage);
  if (run.coverage_delta)
    root["coverage_delta"] = delta_to_json(*run.coverage_delta);
  auto& environment = root["environment"];
  environment["compiler"] = json_text(run.environment.compiler);
  environment["generator"] = json_text(run.environment.generator);
  environment["build_type"] = json_text(run.environment.build_type);
  environment["os"] = json_text(run.environment.os);
  write_document(out, root);
}

base::Result<RunDocument> read_run(std::string_view text) {
  const auto root = parse_document(text, k_run_schema);
  if (!root)
    return base::forward(root);
  return run_from(*root);
}

} // namespace aurora::report
