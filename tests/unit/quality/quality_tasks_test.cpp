#include <gmock/gmock.h>
#include <yaml-cpp/yaml.h>

#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

Quality sample() {
  Quality quality;
  quality.thin_files = {{"src/a.cpp", 1, 10, 10, {{2, 9}, {12, 12}}}};
  quality.without_assertion = {{"gtest", "S", "idle", "tests/t.cpp", 7, false}};
  quality.without_meaning = {{"gtest", "S", "test1", "tests/t.cpp", 9, true},
                             {"pytest", "", "test_2", "tests/test_u.py", 3, true}};
  quality.same_coverage = {{{"x: \"a\"\n- b", "y"}, 4}};
  return quality;
}

TEST(QualityTasks, have_the_fields_of_a_task) {
  const auto files = quality_tasks(sample(), {});
  ASSERT_EQ(files.size(), 4U);
  for (const auto& file : files) {
    const auto task = YAML::Load(file.text);
    EXPECT_EQ(task["schema"].as<std::string>(), "aurora.task/1");
    EXPECT_EQ(task["id"].as<std::string>() + ".yml", file.name);
    for (const auto* key : {"title", "priority", "repro"})
      EXPECT_FALSE(task[key].as<std::string>().empty()) << key;
    for (const auto* key : {"failures", "acceptance_criteria", "approach"})
      EXPECT_GT(task[key].size(), 0U) << key;
    EXPECT_TRUE(task["related_docs"].IsSequence());
  }
}

TEST(QualityTasks, say_what_other_tasks_say_too) {
  task::RunFacts run;
  run.command = "quality";
  run.commit = "c0ffee";
  const auto task = YAML::Load(quality_tasks(sample(), run).at(0).text);
  EXPECT_EQ(task["nature"].as<std::string>(), "improvement");
  EXPECT_EQ(task["category"].as<std::string>(), "quality");
  EXPECT_EQ(task["risk"].as<double>(), 0.4);
  EXPECT_EQ("aurora-quality-" + task["signatures"][0].as<std::string>(), task["id"].as<std::string>());
  EXPECT_EQ(task["run"]["command"].as<std::string>(), "quality");
  EXPECT_EQ(task["run"]["commit"].as<std::string>(), "c0ffee");
}

Quality with_mutants() {
  auto quality = sample();
  quality.mutants.emplace();
  quality.mutants->tests = {"x", "y"};
  Mutant alive;
  alive.file = "src/a.cpp";
  alive.line = 12;
  alive.before = "a < b";
  alive.after = "a <= b";
  alive.reached = {0, 1};
  alive.tried = alive.complete = true;
  auto killed = alive;
  killed.killed = {0, 1};
  quality.mutants->mutants = {alive, killed};
  quality.redundant = {{{"x", "y"}, 4, 1}};
  return quality;
}

TEST(QualityTasks, are_for_what_mutants_tell_where_they_were_tried) {
  const auto files = quality_tasks(with_mutants(), {});
  ASSERT_EQ(files.size(), 5U);
  const auto survivors = YAML::Load(files[3].text);
  EXPECT_EQ(survivors["title"].as<std::string>(), "Let tests notice 1 small changes of src/a.cpp");
  EXPECT_EQ(survivors["failures"][0]["line"].as<int>(), 12);
  EXPECT_EQ(survivors["failures"][0]["message"].as<std::string>(),
            "`a < b` changed into `a <= b`: 2 tests come by and stay green");
  EXPECT_EQ(survivors["repro"].as<std::string>(), "aurora quality --mutants src/a.cpp");
  const auto redundant = YAML::Load(files[4].text);
  EXPECT_EQ(redundant["tests"].size(), 2U);
  EXPECT_EQ(redundant["failures"][0]["message"].as<std::string>(),
            "reaches the same 4 lines as the others and notices the same 1 of the mutants");
}

TEST(QualityTasks, name_the_lines_and_tests) {
  const auto files = quality_tasks(sample(), {});
  const auto thin = YAML::Load(files[0].text);
  EXPECT_EQ(thin["priority"].as<std::string>(), "medium");
  EXPECT_EQ(thin["failures"].size(), 2U);
  EXPECT_EQ(thin["failures"][0]["line"].as<int>(), 2);
  EXPECT_EQ(thin["failures"][0]["message"].as<std::string>(), "no test reaches the lines 2 to 9");
  const auto tests = YAML::Load(files[1].text);
  EXPECT_EQ(tests["failures"].size(), 2U) << "a task for each file";
  EXPECT_EQ(tests["failures"][0]["test"].as<std::string>(), "S.idle");
  EXPECT_EQ(YAML::Load(files[2].text)["priority"].as<std::string>(), "low") << "only its name is vague";
  EXPECT_EQ(YAML::Load(files[3].text)["failures"][0]["test"].as<std::string>(), "x: \"a\"\n- b")
      << "quoted, whatever it holds";
}

TEST(QualityTasks, are_the_same_in_the_next_run) {
  auto next = sample();
  next.thin_files[0].covered_lines = 5;
  next.thin_files[0].percent = 50;
  EXPECT_EQ(quality_tasks(next, {})[0].name, quality_tasks(sample(), {})[0].name);
  next.thin_files[0].path = "src/b.cpp";
  EXPECT_NE(quality_tasks(next, {})[0].name, quality_tasks(sample(), {})[0].name);
  EXPECT_TRUE(quality_tasks({}, {}).empty());
}

} // namespace
} // namespace aurora::quality
