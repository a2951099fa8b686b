#include <algorithm>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/base/yaml_text.hpp"
#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

constexpr std::size_t k_most_files = 20;
constexpr std::size_t k_most_groups = 10;

struct Place {
  std::string test;
  std::string file;
  int line = 0;
  std::string message;
};

struct QualityTask {
  std::string key; ///< what makes it the same task in the next run
  std::string title;
  std::string priority;
  std::vector<Place> failures;
  std::vector<std::string> acceptance;
  std::vector<std::string> approach;
  std::vector<std::string> related_docs;
  std::string repro;
};

using base::put_text;
using base::put_texts;

void put_place(YAML::Emitter& out, const Place& place) {
  out << YAML::BeginMap;
  put_text(out, "test", place.test);
  if (!place.file.empty()) {
    put_text(out, "file", place.file);
    out << YAML::Key << "line" << YAML::Value << place.line;
  }
  put_text(out, "message", place.message);
  out << YAML::EndMap;
}

std::string task_id(const QualityTask& task) {
  return "aurora-quality-" + base::sha256_hex(task.key).substr(0, 16);
}

TaskFile task_file(const QualityTask& task) {
  YAML::Emitter out;
  out << YAML::BeginMap << YAML::Key << "schema" << YAML::Value << "aurora.task/1";
  put_text(out, "id", task_id(task));
  put_text(out, "title", task.title);
  put_text(out, "priority", task.priority);
  put_text(out, "category", "quality");
  out << YAML::Key << "failure_count" << YAML::Value << task.failures.size();
  out << YAML::Key << "failures" << YAML::Value << YAML::BeginSeq;
  for (const auto& place : task.failures)
    put_place(out, place);
  out << YAML::EndSeq;
  put_text(out, "repro", task.repro);
  put_texts(out, "acceptance_criteria", task.acceptance);
  put_texts(out, "approach", task.approach);
  put_texts(out, "related_docs", task.related_docs);
  out << YAML::EndMap;
  return {task_id(task) + ".yml", std::string(out.c_str()) + "\n"};
}

QualityTask thin_task(const ThinFile& file, double goal) {
  QualityTask task;
  task.key = "coverage " + file.path;
  task.title =
      fmt::format("Cover {}: {:.0f} % of its lines are, {:.0f} % is the goal", file.path, file.percent, goal);
  task.priority = file.percent < goal / 2 ? "medium" : "low";
  for (const auto& [first, last] : file.missed)
    task.failures.push_back({"", file.path, first,
                             first == last ? "no test reaches this line"
                                           : fmt::format("no test reaches the lines {} to {}", first, last)});
  task.acceptance = {fmt::format("tests reach at least {:.0f} % of the lines of {}", goal, file.path),
                     "each new test fails when what it is about is broken",
                     "every test that passes now passes then"};
  task.approach = {"look at what the lines named decide, and write a test for each decision",
                   "lines that nothing can reach may be removed instead"};
  task.related_docs = {file.path};
  task.repro = "aurora test-heal --coverage on && aurora quality";
  return task;
}

void add_places(const std::vector<WrittenTest>& tests, const std::string& message,
                std::map<std::string, QualityTask>& by_file) {
  for (const auto& test : tests)
    by_file[test.file].failures.push_back({name_of(test), test.file, test.line, message});
}

/// One for each file that has such tests.
std::vector<QualityTask> written_tasks(const Quality& quality) {
  std::map<std::string, QualityTask> by_file;
  add_places(quality.without_assertion,
             "the test has no assertion: it passes unless the code throws or crashes", by_file);
  add_places(quality.without_meaning, "the name says nothing of what is expected", by_file);
  std::vector<QualityTask> tasks;
  for (auto& [file, task] : by_file) {
    task.key = "tests " + file;
    task.title = fmt::format("Let the tests in {} say what they expect", file);
    task.priority =
        std::ranges::any_of(quality.without_assertion, [&](const auto& test) { return test.file == file; })
            ? "medium"
            : "low";
    task.acceptance = {"every test named asserts what it is about, or is gone",
                       "every test named has a name that says what is expected",
                       "every test that passes now passes then"};
    task.approach = {"break the code under test on purpose: a test that still passes asserts too little"};
    task.related_docs = {file};
    task.repro = "aurora quality";
    tasks.push_back(std::move(task));
  }
  return tasks;
}

QualityTask same_task(const SameCoverage& group) {
  QualityTask task;
  task.key = "same " + base::join(group.tests, "\n");
  task.title =
      fmt::format("Look at {} tests with the same coverage: {}", group.tests.size(), group.tests.front());
  task.priority = "low";
  for (const auto& test : group.tests)
    task.failures.push_back(
        {test, "", 0, fmt::format("reaches the same {} lines as the others", group.lines)});
  task.acceptance = {"each of the tests finds a fault that the others do not, or is gone"};
  task.approach = {"the same lines with other values may find other faults; mutants were not tried, so "
                   "nothing is proven redundant"};
  task.repro = "aurora quality";
  return task;
}

} // namespace

std::vector<TaskFile> quality_tasks(const Quality& quality) {
  std::vector<TaskFile> files;
  for (std::size_t i = 0; i < std::min(quality.thin_files.size(), k_most_files); ++i)
    files.push_back(task_file(thin_task(quality.thin_files[i], quality.goal)));
  for (const auto& task : written_tasks(quality))
    files.push_back(task_file(task));
  for (std::size_t i = 0; i < std::min(quality.same_coverage.size(), k_most_groups); ++i)
    files.push_back(task_file(same_task(quality.same_coverage[i])));
  return files;
}

} // namespace aurora::quality
