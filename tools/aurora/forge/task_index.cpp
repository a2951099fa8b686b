#include "aurora/forge/task_index.hpp"

#include <algorithm>
#include <sstream>

#include "aurora/base/text.hpp"
#include "aurora/forge/issue_text.hpp"
#include "aurora/report/json_value.hpp"

namespace aurora::forge {
namespace {

constexpr const char* k_schema = "aurora.tasks/1";

bool is_signature(const std::string& text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Json::Value run_json(const RunFacts& run) {
  Json::Value out;
  out["id"] = static_cast<Json::Int64>(run.id);
  out["command"] = report::json_text(run.command);
  out["started"] = report::json_text(run.started);
  out["commit"] = report::json_text(run.commit);
  out["branch"] = report::json_text(run.branch);
  out["verdict"] = report::json_text(run.verdict);
  out["all_tests"] = run.all_tests;
  out["built"] = run.built;
  out["is_commit"] = run.is_commit;
  out["passed"] = run.passed;
  out["failed"] = run.failed;
  return out;
}

bool flag_in(const Json::Value& object, const char* key) {
  return object.isObject() && object[key].isBool() && object[key].asBool();
}

RunFacts run_from(const Json::Value& json) {
  RunFacts run;
  run.id = json.isObject() && json["id"].isInt64() ? json["id"].asInt64() : 0;
  run.command = report::text_in(json, "command");
  run.started = report::text_in(json, "started");
  run.commit = report::text_in(json, "commit");
  run.branch = report::text_in(json, "branch");
  run.verdict = report::text_in(json, "verdict");
  run.all_tests = flag_in(json, "all_tests");
  run.built = flag_in(json, "built");
  run.is_commit = flag_in(json, "is_commit");
  run.passed = report::int_in(json, "passed");
  run.failed = report::int_in(json, "failed");
  return run;
}

Json::Value task_json(const IssueTask& task) {
  Json::Value out;
  out["signature"] = task.signature;
  out["signatures"] = report::json_texts(task.signatures);
  out["title"] = report::json_text(task.title);
  out["status"] = report::json_text(task.status);
  out["attempts"] = report::json_text(task.attempts);
  out["nature"] = std::string(to_string(task.nature));
  out["tests"] = report::json_texts(task.tests);
  return out;
}

std::vector<std::string> texts_in(const Json::Value& object, const char* key) {
  std::vector<std::string> out;
  for (const auto& item : report::list_in(object, key))
    if (item.isString())
      out.push_back(item.asString());
  return out;
}

IssueTask task_from(const Json::Value& json) {
  IssueTask task;
  task.signature = report::text_in(json, "signature");
  task.signatures = texts_in(json, "signatures");
  task.title = report::text_in(json, "title");
  task.status = report::text_in(json, "status");
  task.attempts = report::text_in(json, "attempts");
  task.tests = texts_in(json, "tests");
  const auto nature = report::text_in(json, "nature");
  for (const auto known : {Nature::flaky, Nature::quarantined})
    if (nature == to_string(known))
      task.nature = known;
  return task;
}

bool is_sound(const IssueTask& task) {
  return is_signature(task.signature) && !task.signatures.empty() &&
         std::ranges::all_of(task.signatures, is_signature);
}

} // namespace

IssueTask issue_task(const Task& task, const RunFacts& run) {
  return {task.signature,       task.signatures,       issue_title(task), issue_status(task),
          issue_attempts(task), issue_body(task, run), task.nature,       task.tests};
}

std::string to_json(const TaskIndex& index) {
  Json::Value root;
  root["schema"] = k_schema;
  root["run"] = run_json(index.run);
  root["tasks"] = Json::Value(Json::arrayValue);
  for (const auto& task : index.tasks)
    root["tasks"].append(task_json(task));
  root["passed"] = report::json_texts(index.passed);
  std::ostringstream out;
  report::write_document(out, root);
  return std::move(out).str();
}

base::Result<TaskIndex> task_index_from_json(std::string_view text) {
  const auto root = report::parse_document(text, k_schema);
  if (!root)
    return base::forward(root);
  TaskIndex index;
  index.run = run_from((*root)["run"]);
  for (const auto& json : report::list_in(*root, "tasks")) {
    index.tasks.push_back(task_from(json));
    if (!is_sound(index.tasks.back()))
      return base::fail(base::ErrorCode::invalid_input, "a task's signature is not 16 hexadecimal digits");
  }
  index.passed = texts_in(*root, "passed");
  return index;
}

} // namespace aurora::forge
