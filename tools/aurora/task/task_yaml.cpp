#include "aurora/task/task_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/emitter.h>

#include "aurora/base/yaml_text.hpp"

namespace aurora::task {
namespace {

using base::put_text;
using base::put_texts;

void put_failure(YAML::Emitter& out, const TaskFailure& failure) {
  out << YAML::BeginMap;
  put_text(out, "test", failure.test_id);
  if (!failure.file.empty())
    put_text(out, "file", failure.file) << YAML::Key << "line" << YAML::Value << failure.line;
  put_text(out, "message", failure.message);
  if (!failure.repro.empty())
    put_text(out, "repro", failure.repro);
  out << YAML::EndMap;
}

void put_run(YAML::Emitter& out, const RunFacts& run) {
  out << YAML::Key << "run" << YAML::Value << YAML::BeginMap;
  if (run.id > 0)
    out << YAML::Key << "id" << YAML::Value << run.id;
  put_text(out, "command", run.command);
  put_text(out, "started", run.started);
  put_text(out, "commit", run.commit);
  put_text(out, "branch", run.branch) << YAML::EndMap;
}

void put_head(YAML::Emitter& out, const Task& task) {
  out << YAML::Key << "schema" << YAML::Value << "aurora.task/1";
  put_text(out, "id", task.id);
  put_text(out, "title", task.title);
  out << YAML::Key << "priority" << YAML::Value << std::string(to_string(task.priority));
  out << YAML::Key << "risk" << YAML::Value << fmt::format("{:.2f}", task.risk);
  put_texts(out, "risk_reasons", task.reasons);
  put_text(out, "category", task.category);
  out << YAML::Key << "nature" << YAML::Value << std::string(to_string(task.nature));
  put_text(out, "first_seen", task.first_seen);
  put_texts(out, "signatures", task.signatures);
}

} // namespace

std::string to_yaml(const Task& task, const RunFacts& run) {
  YAML::Emitter out;
  out << YAML::BeginMap;
  put_head(out, task);
  put_run(out, run);
  out << YAML::Key << "failure_count" << YAML::Value << task.failure_count;
  out << YAML::Key << "failures" << YAML::Value << YAML::BeginSeq;
  for (const auto& failure : task.failures)
    put_failure(out, failure);
  out << YAML::EndSeq;
  put_texts(out, "tests", task.tests);
  put_text(out, "repro", task.repro);
  put_texts(out, "acceptance_criteria", task.acceptance);
  put_texts(out, "approach", task.approach);
  if (!task.ending.empty())
    put_text(out, "ending", task.ending);
  put_texts(out, "tried", task.tried);
  if (!task.patch.empty())
    put_text(out, "patch", task.patch);
  put_texts(out, "related_docs", task.related_docs);
  put_text(out, "excerpt", task.excerpt) << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

} // namespace aurora::task
