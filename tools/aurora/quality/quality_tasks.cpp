#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/quality/quality.hpp"
#include "aurora/task/task_yaml.hpp"

namespace aurora::quality {
namespace {

using task::Task;
using task::TaskFailure;

constexpr std::size_t k_most_files = 20;
constexpr std::size_t k_most_groups = 10;
constexpr std::size_t k_most_mutants = 50;
constexpr double k_medium = 0.4; ///< risk: more than cosmetic, since faults can hide there
constexpr double k_low = 0.2;

/// The key is what makes it the same task in the next run.
Task begin_task(const std::string& key, std::string title, double risk) {
  Task task;
  task.signature = base::sha256_hex(key).substr(0, 16);
  task.id = "aurora-quality-" + task.signature;
  task.signatures = {task.signature};
  task.title = std::move(title);
  task.category = "quality";
  task.nature = task::Nature::improvement;
  task.risk = risk;
  task.priority = task::priority_of(risk);
  return task;
}

void add_place(Task& task, TaskFailure place) {
  ++task.failure_count;
  task.failures.push_back(std::move(place));
}

Task thin_task(const ThinFile& file, double goal) {
  auto task = begin_task(
      "coverage " + file.path,
      fmt::format("Cover {}: {:.0f} % of its lines are, {:.0f} % is the goal", file.path, file.percent, goal),
      file.percent < goal / 2 ? k_medium : k_low);
  for (const auto& [first, last] : file.missed)
    add_place(task, {"", file.path, first,
                     first == last ? "no test reaches this line"
                                   : fmt::format("no test reaches the lines {} to {}", first, last),
                     ""});
  task.acceptance = {fmt::format("tests reach at least {:.0f} % of the lines of {}", goal, file.path),
                     "each new test fails when what it is about is broken",
                     "every test that passes now passes then"};
  task.approach = {"look at what the lines named decide, and write a test for each decision",
                   "lines that nothing can reach may be removed instead"};
  task.related_docs = {file.path};
  task.repro = "aurora test-heal --coverage on && aurora quality";
  return task;
}

struct Vague {
  std::vector<TaskFailure> places;
  bool asserts_nothing = false;
};

void add_places(const std::vector<WrittenTest>& tests, const std::string& message,
                std::map<std::string, Vague>& by_file) {
  for (const auto& test : tests) {
    auto& vague = by_file[test.file];
    vague.places.push_back({name_of(test), test.file, test.line, message, ""});
    vague.asserts_nothing = vague.asserts_nothing || !test.asserts;
  }
}

/// One for each file that has such tests.
std::vector<Task> written_tasks(const Quality& quality) {
  std::map<std::string, Vague> by_file;
  add_places(quality.without_assertion,
             "the test has no assertion: it passes unless the code throws or crashes", by_file);
  add_places(quality.without_meaning, "the name says nothing of what is expected", by_file);
  std::vector<Task> tasks;
  for (auto& [file, vague] : by_file) {
    auto task = begin_task("tests " + file, fmt::format("Let the tests in {} say what they expect", file),
                           vague.asserts_nothing ? k_medium : k_low);
    for (auto& place : vague.places)
      add_place(task, std::move(place));
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

Task same_task(const SameCoverage& group) {
  auto task = begin_task(
      "same " + base::join(group.tests, "\n"),
      fmt::format("Look at {} tests with the same coverage: {}", group.tests.size(), group.tests.front()),
      k_low);
  for (const auto& test : group.tests)
    add_place(task, {test, "", 0, fmt::format("reaches the same {} lines as the others", group.lines), ""});
  task.tests = group.tests;
  task.acceptance = {"each of the tests finds a fault that the others do not, or is gone"};
  task.approach = {"the same lines with other values may find other faults; mutants were not tried, so "
                   "nothing is proven redundant: `aurora quality --mutants` tries them"};
  task.repro = "aurora quality";
  return task;
}

Task redundant_task(const Redundant& group) {
  auto task = begin_task("redundant " + base::join(group.tests, "\n"),
                         fmt::format("Tell {} redundant tests apart, or remove them: {}", group.tests.size(),
                                     group.tests.front()),
                         k_low);
  for (const auto& test : group.tests)
    add_place(task,
              {test, "", 0,
               fmt::format("reaches the same {} lines as the others and notices the same {} of the mutants",
                           group.lines, group.mutants),
               ""});
  task.tests = group.tests;
  task.acceptance = {"each of the tests notices a mutant that the others do not, or is gone",
                     "the mutants that are noticed now are noticed then"};
  task.approach = {"keep the one that says best what is expected",
                   "or give the others values at other limits"};
  task.repro = "aurora quality --mutants";
  return task;
}

TaskFailure survivor_place(const Mutant& mutant) {
  const auto who =
      mutant.reached.empty()
          ? std::string("no test comes by")
          : fmt::format("{} test{} come{} by and stay{} green", mutant.reached.size(),
                        mutant.reached.size() == 1 ? "" : "s", mutant.reached.size() == 1 ? "s" : "",
                        mutant.reached.size() == 1 ? "s" : "");
  return {"", mutant.file, mutant.line, fmt::format("{}: {}", in_words(mutant), who), ""};
}

/// One for each file with mutants that nobody kills.
std::vector<Task> survivor_tasks(const MutantRun& run) {
  std::map<std::string, std::vector<Mutant>> by_file;
  for (const auto& mutant : survivors(run))
    by_file[mutant.file].push_back(mutant);
  std::vector<Task> tasks;
  for (const auto& [file, alive] : by_file) {
    auto task =
        begin_task("mutants " + file,
                   fmt::format("Let tests notice {} small changes of {}", alive.size(), file), k_medium);
    for (std::size_t i = 0; i < std::min(alive.size(), k_most_mutants); ++i)
      task.failures.push_back(survivor_place(alive[i]));
    task.failure_count = static_cast<int>(alive.size());
    task.acceptance = {
        "for each place some test fails when the change named is made, or the change makes no difference "
        "that anybody could see, or the code is gone",
        "every test that passes now passes then"};
    task.approach = {
        "look for the input for which the change makes a difference, and expect the right result",
        "a change that makes none often shows code that does not matter"};
    task.related_docs = {file};
    task.repro = "aurora quality --mutants " + base::shell_quote(file);
    tasks.push_back(std::move(task));
  }
  return tasks;
}

template <class Item>
void add_first(const std::vector<Item>& items, std::size_t most, Task (*make)(const Item&),
               std::vector<Task>& tasks) {
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i)
    tasks.push_back(make(items[i]));
}

std::vector<Task> all_tasks(const Quality& quality) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < std::min(quality.thin_files.size(), k_most_files); ++i)
    tasks.push_back(thin_task(quality.thin_files[i], quality.goal));
  for (auto& task : written_tasks(quality))
    tasks.push_back(std::move(task));
  if (!quality.mutants) {
    add_first(quality.same_coverage, k_most_groups, same_task, tasks);
    return tasks;
  }
  auto alive = survivor_tasks(*quality.mutants);
  add_first(
      alive, k_most_files, +[](const Task& task) { return task; }, tasks);
  add_first(quality.redundant, k_most_groups, redundant_task, tasks);
  return tasks;
}

} // namespace

std::vector<TaskFile> quality_tasks(const Quality& quality, const task::RunFacts& run) {
  std::vector<TaskFile> files;
  for (const auto& task : all_tasks(quality))
    files.push_back({task.id + ".yml", task::to_yaml(task, run)});
  return files;
}

} // namespace aurora::quality
